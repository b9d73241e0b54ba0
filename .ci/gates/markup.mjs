// node markup.mjs SITE...: the Nu HTML checker on every page, style sheet and drawing; a warning counts as an error.
// Pages and style sheets are read from a server, because only there does a policy of 'self' mean the site.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { address, files, serve } from './site.mjs'

const sites = process.argv.slice(2)
const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar')

// check runs the checker, which refuses servers on the machine itself unless it is told to trust them.
function check(...args) {
  const java = spawn('java', ['-Xss8m', '-Dnu.validator.servlet.allow-forbidden-hosts=true', '-Dnu.validator.servlet.allowed-address-type=all', '-jar', jar, '--Werror', '--stdout', ...args], { stdio: 'inherit' })
  return new Promise((done) => java.on('exit', (code) => done(code === 0)))
}

const served = await Promise.all(sites.map(serve))
const read = sites.flatMap((site, i) => files(site).filter((f) => /\.(html|css)$/.test(f)).map((f) => served[i].base + address(f)))
const drawings = sites.flatMap((site) => files(site, '.svg').map((f) => join(site, f)))
const good = [await check('--also-check-css', ...read), drawings.length === 0 || await check('--svg', ...drawings)]
console.log(`Nu HTML checker: ${read.length} pages and style sheets, ${drawings.length} drawings`)
for (const s of served) s.close()
process.exit(good.every(Boolean) ? 0 : 1)
