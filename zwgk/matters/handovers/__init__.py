"""handovers 工作交接 — everything a person holds passes to the successor in one act; what has no owner is found.

States: 准备中 → 待生效 (all have confirmed, the day is still to come) → 已交接; 已取消, 已撤回 (by the office, while nothing was changed).
Verbs: prepare → arrange → confirm / confirm_on_paper → carry_out (by a person, or at its day by the job) → print_list; cancel, undo.
    keep_object, drop_object: account of the unit, U盾, seal … that somebody keeps, as a plain list without passwords.
    look (each night: what has no owner), give_back (one tap: the matter returns to its unit).
Who holds what is told by each slice: `queries.held_by`, `queries.on_post`, `actions.pass_on`; the one table of them is `providers`.
Deputies (AB 角) are dated holdings and live in foundation/organs; their page is here.
"""
