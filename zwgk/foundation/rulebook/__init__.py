"""rulebook 规则库 — the law in force here: national files, local folders, office overrides (two people).

Override (a value of a rule) and CalendarPage (the announced holidays of a year): proposed → confirmed by another person → withdrawn.
Each confirmation or withdrawal adds an Edition; the number of the last one tells every process that its copy is old.
Verbs: `actions.propose_value, propose_calendar, confirm, withdraw`. Reading: `queries.law, calendar, rule`.
"""
