// node feed.mjs FILE: two readers find the same entries in the feed, each with an id, a date and a text.
import { createReadStream, readFileSync } from 'node:fs'
import FeedParser from 'feedparser'
import RSSParser from 'rss-parser'

const file = process.argv[2]
const wrong = []
const feed = await new RSSParser().parseString(readFileSync(file, 'utf8'))
const entries = []
await new Promise((done, fail) => {
  const parser = new FeedParser({ feedurl: 'https://example.org/feed.xml' })
  createReadStream(file).pipe(parser).on('error', fail).on('end', done)
  parser.on('readable', () => {
    for (let e = parser.read(); e; e = parser.read()) entries.push(e)
  })
})
for (const e of entries) {
  if (!e.guid || !e.title || !e.date || Number.isNaN(e.date.getTime()) || !(e.description || e.summary)) wrong.push(`${e.title}: no id, title, date or text`)
}
if (new Set(entries.map((e) => e.guid)).size !== entries.length) wrong.push('two entries have the same id')
if (entries.length === 0 || entries.length !== feed.items.length) wrong.push(`feedparser finds ${entries.length} entries, rss-parser ${feed.items.length}`)

for (const w of wrong) console.log(`${file}: ${w}`)
console.log(`feed: ${entries.length} entries, ${wrong.length} mistakes`)
process.exit(wrong.length > 0 ? 1 : 0)
