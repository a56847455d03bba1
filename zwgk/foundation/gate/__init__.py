"""gate 门口 — what keeps an open form from programs and floods: a question, and limits on how often.

Question: a picture or the same in words, nothing stored; good for half an hour. Whoever uses it takes its mark only once.
Limits: tries of an address or a contact are counted under a keyed digest and forgotten after two days.
Verbs: `actions.refuse_over, within, note, clear_attempts`. Reading: `queries.ask, asked, count`. A form that asks first: `pages.Questioned`,
with `gate/question.html` in its template; `pages.address_of` says where the browser calls from.
"""
