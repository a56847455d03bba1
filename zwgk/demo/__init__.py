"""demo 演示 — the fictional 和光县: organs, people, what came in, what was done and published in a year, made only through the verbs.

seed.run()  the order of it; each subject a file beside this one, data in `data/`
desk.py     who drafts, judges and signs in a unit; records.py, standings.py: documents of the year, in every state; rows/: every kind row by row
reading.py  data files, moments, the cast. The plan of 2026 keeps its days; documents and rows are told back from the day of the demo.
"""
