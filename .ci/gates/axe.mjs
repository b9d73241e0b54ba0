// node axe.mjs SITE [PART OF]: every page held against all rules of axe-core that say pass or fail, in each look.
// Part k of n looks at every nth page, so that processes can share the work.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { address, browser, pages, serve } from './site.mjs'

const [site, part = 0, of = 1] = process.argv.slice(2)
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

// looks are the ways to look at a page. What is folded is unfolded in some of them; the menus, which lie
// over the page when they are open, are then looked at alone.
const looks = [
  { name: 'light', width: 1280, scheme: 'light' },
  { name: 'dark, unfolded', width: 1280, scheme: 'dark', open: 'main' },
  { name: 'dark, menu', width: 1280, scheme: 'dark', open: 'header', only: true },
  { name: '320, unfolded', width: 320, scheme: 'light', open: 'main' },
  { name: '320, menu', width: 320, scheme: 'light', open: 'header', only: true },
  { name: 'print', width: 794, scheme: 'light', media: 'print' },
]

// further are rules that do not run unless they are named: the one of WCAG 2.2, and those on trial that have a
// criterion of WCAG A or AA behind them.
const further = ['target-size', 'label-content-name-mismatch', 'table-fake-caption', 'css-orientation-lock']

async function look(page, how) {
  await page.setViewport({ width: how.width, height: 800 })
  await page.emulateMediaType(how.media ?? 'screen')
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: how.scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }])
  return page.evaluate(async (open, only, further) => {
    if (only && !document.querySelector(open)) return [] // a page that is sealed has no menu
    for (const d of document.querySelectorAll('details')) d.open = d.closest(open) !== null || d.dataset.was === 'open'
    const { violations } = await window.axe.run(only ? open : document, { resultTypes: ['violations'], rules: Object.fromEntries(further.map((r) => [r, { enabled: true }])) })
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 160)} (${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? v.help})`))
  }, how.open ?? 'no', how.only ?? false, further)
}

const { base, close } = await serve(site)
const chrome = await browser()
const page = await chrome.newPage()
const mine = pages(site).filter((_, i) => i % of === Number(part))
let wrong = 0
for (const file of mine) {
  await page.goto(base + address(file), { waitUntil: 'load' })
  await page.evaluate(axe)
  await page.evaluate(() => document.querySelectorAll('details[open]').forEach((d) => { d.dataset.was = 'open' }))
  for (const how of looks) {
    for (const said of await look(page, how)) {
      wrong++
      console.log(`${file} (${how.name}): ${said}`)
    }
  }
}
console.log(`axe-core: ${mine.length} pages in ${looks.length} looks, ${wrong} violations`)
await chrome.close()
close()
process.exit(wrong > 0 ? 1 : 0)
