// node calendar.mjs FILE: two parsers read the calendar alike, and its lines keep what RFC 5545 asks of them.
import { readFileSync } from 'node:fs'
import ICAL from 'ical.js'
import nodeIcal from 'node-ical'

const bytes = readFileSync(process.argv[2])
const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
const wrong = []

// Content lines: CRLF, at most 75 octets without it, and never cut within a character.
if (!text.endsWith('\r\n')) wrong.push('the last line does not end in CRLF')
if (/[^\r]\n|\r[^\n]/.test(text)) wrong.push('a line does not end in CRLF')
let at = 0
text.split('\r\n').forEach((line, i) => {
  const octets = Buffer.byteLength(line)
  if (octets > 75) wrong.push(`line ${i + 1} has ${octets} octets`)
  const next = bytes.indexOf('\r\n', at) + 3 // behind CRLF and the space of a folded line
  if (bytes[next - 1] === 0x20 && (bytes[next] & 0xc0) === 0x80) wrong.push(`line ${i + 1} is cut within a character`)
  at = next - 1
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(line)) wrong.push(`line ${i + 1} has a control character`)
})

const calendar = new ICAL.Component(ICAL.parse(text))
const events = calendar.getAllSubcomponents('vevent').map((v) => new ICAL.Event(v))
const ids = new Set(events.map((e) => e.uid))
for (const e of events) {
  if (!e.uid || !e.startDate || !e.component.hasProperty('dtstamp')) {
    wrong.push(`${e.summary}: no UID, DTSTART or DTSTAMP`)
    continue
  }
  if (e.startDate.isDate !== e.endDate.isDate || e.endDate.compare(e.startDate) < 0) wrong.push(`${e.summary}: from ${e.startDate} to ${e.endDate}`)
}
const others = Object.values(nodeIcal.sync.parseICS(text)).filter((e) => e.type === 'VEVENT')
if (events.length === 0) wrong.push('no events')
if (ids.size !== events.length) wrong.push(`${events.length} events have ${ids.size} UIDs`)
if (others.length !== events.length) wrong.push(`ical.js finds ${events.length} events, node-ical ${others.length}`)
const times = new Map(others.map((e) => [e.uid, e.datetype === 'date' ? null : e.start?.getTime()]))
for (const e of events) {
  const t = times.get(e.uid)
  if (t && e.startDate && t !== e.startDate.toJSDate().getTime()) wrong.push(`${e.summary}: ical.js and node-ical disagree about its time`)
}

for (const w of wrong) console.log(`${process.argv[2]}: ${w}`)
console.log(`calendar: ${events.length} events, ${wrong.length} mistakes`)
process.exit(wrong.length > 0 ? 1 : 0)
