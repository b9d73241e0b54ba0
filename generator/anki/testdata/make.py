#!/usr/bin/env python3
"""Makes the collections that the tests read, as Anki lays them out, and what SQLite itself says of them.

Run it in this folder; it needs the command zstd. The tables have Anki's columns; what no reader of reviews looks at
has made-up content, some of it long enough to need overflow pages."""
import json, os, sqlite3, subprocess, zipfile

CARDS = """CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
 mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL,
 ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL,
 odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL)"""
REVLOG = """CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
 ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL, type integer NOT NULL)"""
COL = """CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
 ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL,
 models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL)"""
DECKS = {1: "Default", 11: "Security+", 12: "Security+::Crypto", 13: "Spanish", 14: "Filtered"}
DAY = 86_400_000
FIRST = 1_795_478_400_000  # 2026-11-24 00:00 UTC


def unicase(a, b):
    return (a.lower() > b.lower()) - (a.lower() < b.lower())


def fill(db, long):
    db.execute(CARDS)
    db.execute(REVLOG)
    db.execute("CREATE INDEX ix_revlog_cid ON revlog (cid)")
    for n in range(40):
        did, odid = (14, 12) if n == 39 else ([11, 12, 13][n % 3], 0)
        data = "x" * 3000 if long and n == 7 else "{}"
        db.execute("INSERT INTO cards VALUES (?,?,?,0,0,-1,2,2,0,1,2500,1,0,0,0,?,0,?)", (1000 + n, 1, did, odid, data))
    for n in range(400):
        day, second = n // 40, n % 40
        at = FIRST + day * DAY + 19 * 3_600_000 + second * 20_000
        kind = (4, 0, 0) if n % 100 == 50 else (1, 1 + n % 4, 1000 + n * 37 % 9000)
        cid = 999 if n % 100 == 51 else 1000 + n * 7 % 40  # 999: a card that was deleted
        db.execute("INSERT INTO revlog VALUES (?,?,-1,?,?,-600,2500,?,?)", (at, cid, kind[1], n, kind[2], kind[0]))
    # around the turn of Anki's day, at 4 in the morning
    db.execute("INSERT INTO revlog VALUES (?,1001,-1,3,1,1,2500,60000,1)", (FIRST + 12 * DAY + 3 * 3_600_000 + 59 * 60_000,))
    db.execute("INSERT INTO revlog VALUES (?,1001,-1,3,1,1,2500,60000,1)", (FIRST + 12 * DAY + 4 * 3_600_000,))


def make(name, version, page):
    if os.path.exists(name):
        os.remove(name)
    db = sqlite3.connect(name)
    db.create_collation("unicase", unicase)
    db.execute(f"PRAGMA page_size = {page}")
    db.execute(COL)
    conf, decks = "", ""
    if version == 11:
        conf = json.dumps({"rollover": 3, "curDeck": 1})
        decks = json.dumps({str(n): {"id": n, "name": name, "desc": "y" * 900} for n, name in DECKS.items()})
    else:
        first = "name text NOT NULL PRIMARY KEY COLLATE unicase, id integer NOT NULL" if version == 15 else \
            "id integer PRIMARY KEY NOT NULL, name text NOT NULL COLLATE unicase"
        db.execute(f"CREATE TABLE decks ({first}, mtime_secs integer NOT NULL, usn integer NOT NULL, common blob NOT NULL, kind blob NOT NULL)")
        for n, deck in DECKS.items():
            db.execute("INSERT INTO decks (id, name, mtime_secs, usn, common, kind) VALUES (?,?,0,0,?,?)", (n, deck.replace("::", "\x1f"), b"c" * 20, b"k" * 700))
        db.execute("CREATE TABLE config (KEY text NOT NULL PRIMARY KEY, usn integer NOT NULL, mtime_secs integer NOT NULL, val blob NOT NULL) without rowid")
        for n in range(60):
            db.execute("INSERT INTO config VALUES (?,0,0,?)", (f"key{n:02}", b'"' + b"v" * (n * 20) + b'"'))
        db.execute("INSERT INTO config VALUES ('rollover',0,0,?)", (b"5" if version == 18 else b"99",))
    db.execute("INSERT INTO col VALUES (1,0,0,0,?,0,0,0,?,'{}',?,'{}','{}')", (version, conf, decks))
    fill(db, True)
    db.commit()
    return db


def said(db, decks):
    """What SQLite says: reviews, their time, and both by deck."""
    rows = db.execute("""SELECT CASE WHEN c.odid <> 0 THEN c.odid ELSE c.did END AS deck, count(*), sum(r.time)
      FROM revlog r LEFT JOIN cards c ON c.id = r.cid WHERE r.ease > 0 GROUP BY deck ORDER BY deck""").fetchall()
    return "".join(f"{decks.get(n, '-')}\t{count}\t{time}\n" for n, count, time in rows)


def main():
    for name, version, page in [("v11", 11, 1024), ("v15", 15, 512), ("v18", 18, 4096)]:
        db = make(name + ".db", version, page)
        with open("want.txt", "w") as f:  # the same for all three
            f.write(said(db, DECKS))
        if version == 18:
            rows = db.execute("SELECT * FROM revlog LIMIT 60").fetchall()
            with open("revlog.csv", "w") as f:
                f.write("id,cid,usn,ease,ivl,lastIvl,factor,time,type\n" + "".join(",".join(map(str, r)) + "\n" for r in rows))
        db.close()
    empty = make("dummy.db", 11, 512)
    empty.execute("DELETE FROM revlog")
    empty.execute("DELETE FROM cards")
    empty.commit()
    empty.execute("VACUUM")
    empty.close()
    subprocess.run(["zstd", "-q", "-19", "-f", "v18.db", "-o", "v18.zst"], check=True)
    with zipfile.ZipFile("old.apkg", "w", zipfile.ZIP_DEFLATED) as z:
        z.write("v11.db", "collection.anki2")
        z.writestr("media", "{}")
    with zipfile.ZipFile("middle.apkg", "w", zipfile.ZIP_DEFLATED) as z:
        z.write("dummy.db", "collection.anki2")
        z.write("v15.db", "collection.anki21")
        z.writestr("media", "{}")
    with zipfile.ZipFile("new.colpkg", "w", zipfile.ZIP_STORED) as z:
        z.writestr("meta", b"\x08\x03")
        z.write("v18.zst", "collection.anki21b")
        z.write("dummy.db", "collection.anki2", zipfile.ZIP_DEFLATED)
        z.writestr("media", b"")
    for name in ["v11.db", "v15.db", "v18.db", "dummy.db", "v18.zst"]:
        os.remove(name)


main()
