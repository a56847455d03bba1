"""findings 问题 — one problem, one order, one proof, one closure, whoever found it.

raised 待交办 → ordered 整改中 → answered 待核验 → closed 已销号; answered → returned 退回整改 → answered; any open one → withdrawn.
Verbs: raise_finding(NewFinding), order_correction(Order) starts the clock, answer, return_answer, close, withdraw.
Reading: `queries.open_for(organ)`, `of_source(type, id)`, `visible_to(actor)`, `lights_of`, `clock_of`. Subject of clocks and
facts: ("findings.finding", id). A source is plain values (type, id, title, url), never a key. Next: inspections and
assessments raise findings here; the annual report counts them.
"""
