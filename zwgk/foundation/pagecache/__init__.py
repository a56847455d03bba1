"""pagecache 页面缓存 — public pages kept whole, until something they show has changed.

A page that is the same for everybody is marked `@kept(…)`. While it is made, the queries say what it shows (`queries.shows("place:column:3")`);
verbs say what changed (`actions.purge("place:column:3")`, a row of the same transaction), facts of the journal say it too (`catalogue.column`).
Every serving process looks twice a second what was purged, and drops the pages that showed it. Who cannot look, serves nothing kept.

    request → Kept (wsgi.py) ─ there? → the bytes, 304 or nothing but a header     ← store.py: pages by address, and by what they show
                             └ else   → Django → `kept` (pages.py) collects tags → store, and the shared store of ZWGK_CACHE_URL
    purge → row → watch.py (a thread of each process) → store

What is not kept asks the database as directly as it can: `prepared.Prepared`, a question whose SQL is written once.

Never kept: what has a session, a token of a form, another status than 200, a cookie that is not a reading mode.
"""
