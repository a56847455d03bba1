"""organs 单位与人员 — the organ tree, its names, the posts in it and the people on the posts.

Organ ─ parent Organ; Alias (another name, counts only when confirmed); OrganGroup (“各乡镇（街道）” → members);
Post (岗位, carries roles) ─ Holding (person on post, from … until). `organs.Person` is the user model.
Verbs: create_organ, edit_organ, rename_organ (the old name stays as alias), move_organ, close_organ; propose_alias,
confirm_alias, reject_alias; ensure_standard_groups, create_group, edit_group; create_person, edit_person, reset_password
(returned once, must be changed), lock_person, unlock_person; appoint(Appointment), release; import_organs(read_table(…)); issue_passwords (slips for all newcomers); found(Founding, code): the first
start, once. `roster` reads a 通讯录 (sections, merged units, several people in a cell), `queries.complete` gives full names.
Reading: `queries.actor_of(person, day)`, `reach(actor, right)`; `resolve(text, day)`, `propose(texts, day)`: what is certain
by name or rule, else candidates with score and reason; `members(group, day)`, `choices(group, day)`; `preview(table, day)`.
Pass (手机链接): grant_pass(PassFor(…)) → row and address, open_pass, spend_pass, ask_again, revoke_pass, end_passes(kind, number).
Pages: `pages.staff(right)` (`passes=True`: also by 手机链接), `pages.public`, `pages.attempt(form, verb)`. System, security and audit administrators are
three different persons; the installer's account acts for everything until the first security administrator is appointed.
"""
