"""demo 演示 — the fictional 和光县: organs, people, three documents, a year's progress, made only through the verbs.

seed.run()  organs → people → documents → plan → progress, each a file beside this one; data in `data/`.
"""
