"""read_calendar.py FILE: icalendar reads every component without an error, and each event has what it must have."""
import sys

import icalendar

with open(sys.argv[1], "rb") as f:
    calendar = icalendar.Calendar.from_ical(f.read())
wrong = [f"{x.name}: {e}" for x in calendar.walk() for e in x.errors]
events = calendar.walk("VEVENT")
for e in events:
    missing = [p for p in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE") if p not in e]
    if missing:
        wrong.append(f"{e.get('SUMMARY')}: no {', '.join(missing)}")
if not events or "PRODID" not in calendar or calendar.get("VERSION") != "2.0":
    wrong.append("no events, PRODID or VERSION 2.0")
for w in wrong:
    print(f"{sys.argv[1]}: {w}")
print(f"icalendar: {len(events)} events, {len(wrong)} mistakes")
sys.exit(bool(wrong))
