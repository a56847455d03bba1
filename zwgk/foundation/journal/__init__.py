"""journal 工作日志 — append-only facts: who, what, when, for which organ, under which article.

Values are labels and references, never personal values of citizens. The database refuses UPDATE, DELETE, REPLACE and TRUNCATE
(`guards.install`, run at the end of `zwgk migrate`). A sealer chains facts by SM3 into `Seal`; `zwgk journal verify` checks.
Verbs: `actions.record, record_many, seal, install_guards`. Reading: `queries.of_subject, latest, verify, missing_guards`.
"""
