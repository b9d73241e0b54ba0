// What the gates share: the pages of a finished site, a small server for it, and a browser.
import { createServer } from 'node:http'
import { readdirSync, readFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join, relative, extname } from 'node:path'
import { gzipSync } from 'node:zlib'
import puppeteer from 'puppeteer-core'

// files lists the files below a folder, by their paths as seen from it, in order.
export function files(site, ending = '') {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && e.name.endsWith(ending))
    .map((e) => relative(site, join(e.parentPath ?? e.path, e.name)).replaceAll('\\', '/'))
    .sort()
}

export const pages = (site) => files(site, '.html')

// address is the path of a file as it is written in an address.
export const address = (file) => file.split('/').map(encodeURIComponent).join('/')

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml', '.json': 'application/json', '.xml': 'application/atom+xml; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8', '.txt': 'text/plain; charset=utf-8', '.png': 'image/png', '.jpg': 'image/jpeg',
  '.gif': 'image/gif', '.webp': 'image/webp', '.pdf': 'application/pdf',
}
const small = /^(text|application\/(json|atom)|image\/svg)/

// serve shows a site under a project's path, compressed as hosts of static sites do. It sends the given file
// for the site's root, and nothing it was not asked for.
export async function serve(site) {
  const held = new Map(files(site).map((f) => {
    const body = readFileSync(join(site, f))
    const type = types[extname(f)] ?? 'application/octet-stream'
    return [`/project/${f}`, { type, body, zip: small.test(type) ? gzipSync(body) : null }]
  }))
  const server = createServer((ask, answer) => {
    const path = decodeURIComponent(ask.url.replace(/[?#].*/, '')).replace(/\/$/, '/index.html')
    const found = held.get(path)
    if (!found) return answer.writeHead(404, { 'content-type': 'text/plain' }).end('not found')
    const zip = found.zip && /\bgzip\b/.test(ask.headers['accept-encoding'] ?? '')
    answer.writeHead(200, {
      'content-type': found.type, 'cache-control': 'max-age=600', vary: 'accept-encoding',
      ...(zip && { 'content-encoding': 'gzip' }),
    }).end(zip ? found.zip : found.body)
  })
  await new Promise((done) => server.listen(0, 'localhost', done))
  return { base: `http://localhost:${server.address().port}/project/`, close: () => server.close() }
}

// chromium is the path of the browser.
function chromium() {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'chrome']) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8' }).trim()
    } catch { /* the next name */ }
  }
  throw new Error('there is no Chromium in PATH')
}

// browser starts Chromium with a profile of its own. Without a sandbox it also runs as root; it shows nothing
// but pages of ours.
export const browser = () => puppeteer.launch({
  executablePath: chromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
