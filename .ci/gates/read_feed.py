"""read_feed.py FILE: feedparser finds nothing odd in the feed, and each entry has an id and a date."""
import sys

import feedparser

feed = feedparser.parse(sys.argv[1])
wrong = [str(feed.bozo_exception)] if feed.bozo else []
if feed.version != "atom10" or not feed.entries:
    wrong.append(f"version {feed.version!r}, {len(feed.entries)} entries")
for field in ("id", "title", "updated_parsed"):
    if not feed.feed.get(field):
        wrong.append(f"the feed has no {field}")
    wrong += [f"{e.get('title')}: no {field}" for e in feed.entries if not e.get(field)]
for w in wrong:
    print(f"{sys.argv[1]}: {w}")
print(f"feedparser: {len(feed.entries)} entries, {len(wrong)} mistakes")
sys.exit(bool(wrong))
