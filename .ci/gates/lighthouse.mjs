// node lighthouse.mjs SITE: Lighthouse on every page, as on a phone with a slow connection: performance,
// accessibility, best practices and SEO must be 100, the last without the audit that says that search engines are
// kept out, which is so by choice. Machines are noisy: a page has three tries.
import lighthouse, { defaultConfig } from 'lighthouse'
import { pageFunctions } from 'lighthouse/core/lib/page-functions.js'
import { address, browser, pages, serve } from './site.mjs'

const site = process.argv[2]
const tries = 3

// The waits are for activity that comes late; these pages have come to rest when they have loaded. Pictures of the
// whole page and the visit to another page and back are left out: no score depends on them.
const wait = 300 // milliseconds
const settings = {
  ...defaultConfig.settings,
  onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
  skipAudits: ['full-page-screenshot', 'bf-cache', 'is-crawlable'],
  disableFullPageScreenshot: true,
  pauseAfterFcpMs: wait,
  pauseAfterLoadMs: wait,
  networkQuietThresholdMs: wait,
  cpuQuietThresholdMs: wait,
}

// How fast the machine is takes a second to find out on every page, and is only a remark in a report.
pageFunctions.computeBenchmarkIndex = () => 1000

// judge says what is wrong with a page.
async function judge(page, url) {
  const { lhr } = await lighthouse(url, { logLevel: 'error' }, { ...defaultConfig, settings }, page)
  if (lhr.runtimeError) return [lhr.runtimeError.message]
  return Object.values(lhr.categories).filter((c) => c.score !== 1).map((c) => {
    const low = c.auditRefs.filter((r) => r.weight > 0 && lhr.audits[r.id].score !== 1 && lhr.audits[r.id].score !== null)
    return `${c.id} ${Math.round(c.score * 100)}: ${low.map((r) => `${r.id} ${lhr.audits[r.id].displayValue ?? ''}`.trim()).join(', ')}`
  })
}

const { base, close } = await serve(site)
const chrome = await browser()
const page = await chrome.newPage()
const mine = pages(site)

// Each round looks again at the pages that did not do well in the one before, when the noise may be over.
let wrong = new Map()
let looks = 0
for (let left = mine, round = 0; left.length > 0 && round < tries; left = [...wrong.keys()], round++) {
  wrong = new Map()
  for (const file of left) {
    looks++
    const said = await judge(page, base + address(file))
    if (said.length > 0) wrong.set(file, said)
  }
}
for (const [file, said] of wrong) for (const s of said) console.log(`${file}: ${s}`)
console.log(`Lighthouse: ${mine.length} pages, ${looks - mine.length} looked at again, ${wrong.size} with scores below 100`)
await chrome.close()
close()
process.exit(wrong.size > 0 ? 1 : 0)
