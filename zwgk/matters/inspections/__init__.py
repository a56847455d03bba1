"""inspections 栏目检查 — every night our own portal is looked at as a visitor sees it; what is wrong becomes one repair task.

Run 检查: pages → columns → outside → judging → tasks → done; taken up again where it was stopped (`Run.todo`, `Run.at`).
Page 页面: every public address, with what it showed last. Target 外站链接: an address elsewhere, asked seldom, never in the inner network.
Problem 问题: open → mended (the next look no longer finds it) | dismissed 误报 (kept with its reason, not asked again); one open row per mark.
Verbs: begin, go_on(run, seconds), look_now(page), dismiss(problem, reason), ask_again(problem). Rules and limits: law/inspections.
What is wrong on one page is pure: domain/webpages and domain/filing; `looking/` brings facts to it: rendering inside the process, asking
outside by aiohttp, columns from rows. Each problem that is more than a hint → one findings.Finding with its order (source
"inspections.problem"); closed with the record of the look that no longer found it. Next: assessments and the report of the month.
"""
