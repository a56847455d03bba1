"""letters 文书 — numbered official letters: 提醒函, 催办单, 督办单, 通报, 约谈通知; and the letters of requests (补正告知书 … 答复书).

draft 草稿 → reserved 已取号 → issued 已印发; draft or reserved or issued → void 已作废 (the number stays taken). A reserved
letter is one whose rendering has not finished: issuing it again uses the same number, or it is voided with a note.
Verbs: prepare(Draft), prepare_many(batch), revise, approve, issue, issue_later (numbers now, the worker renders), issue_many, void, attach_signed, register_receipt; of the organ's own
set-up: set_template, set_pattern, set_seal. Reading: `queries.of_subject(type, id)`, `visible_to(actor)`, `kinds()`,
`docx_of`, `pdf_of`, `zip_of`, `print_of`. A kind is a file of zwgk/law/forms/letters. Numbers run per organ, pattern and
year: kinds that share a pattern share the series, so no number is given twice. Subject as plain values (type, id, title,
url), never a key; facts of the journal lie under ("letters.letter", id). Next: ledger and inforequests write letters.

A kind with a `topic` is written under the rights of that slice by the organ itself; a `personal` one stands in no list (`listed`) and the
journal does not name its addressee. A kind with `text` is written in sentences (`composing`): elements put in, empty sentences fall away,
`fixed` elements are computed and not rewritten, `parts` say each decision with what it must name.
"""
