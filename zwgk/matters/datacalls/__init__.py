"""datacalls 采集表 — the superior's workbook becomes a form for units; their rows go back into the same workbook.

    call      待下发 ─start→ 收集中 ─close→ 已截止 (─reopen→ 收集中); void at any time before it was handed on
    return    未报 ─send→ (待签发 ─sign→) 已报 ─give_back→ 已退回 ─send→ …    one per unit and call

    receive (read, guess) → design (officer corrects) → start (units, clocks, notes) → see, save_draft, send, sign, urge
    → preview, checks → hand_on (merged workbook, frozen with its digest; later changes are shown against it)

    spec       how a sheet is asked: layout, header, columns       books      the workbook itself, edited part by part
    intake     uploaded bytes → workbook and guess                 checking   typed rows → clean rows or wrong cells

The header is read in `zwgk.domain.datasheets`. Time limits: `clocks`, subject ("datacalls.return", id).
"""
