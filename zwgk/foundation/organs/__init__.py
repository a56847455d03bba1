"""organs 单位与人员 — the organ tree, its names, the posts in it and the people on the posts.

Organ ─ parent Organ; Alias (another name, counts only when confirmed); OrganGroup (“各乡镇（街道）” → members);
Post (岗位, carries roles) ─ Holding (person on post, from … until). `organs.Person` is the user model.
Verbs: create_organ, rename_organ, close_organ, propose_alias, confirm_alias, appoint, release, import_organs.
Reading: `queries.actor_of(person)`, `queries.resolve(name)`, `queries.members(group)`.
"""
