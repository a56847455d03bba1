"""catalogue 目录 — what has to be public, by whom, where and until when: fields, standard entries, columns, registers.

Field 领域 (26 national, local ones) ── Guide 标准指引 (versions) ── Edition 目录版次
    compiling 编制中 → in_review 送审中 → cleared 已审核 → released 已发布 → replaced; in_review, cleared → returned 退回修改
Entry 事项 ── Revision (every version with its reason); live → merged | dropped → live. What is typed changes the working copy;
    `Entry.released` is what the public sees, moved only by `release`, only with the content that was judged (sent_hash).
Column 栏目 of an organ, the same key at every organ ── ColumnDuty (keeper, collect, check, release; since, until).
Matter 公开事项清单 (from RegisterItem, link by link, attribute decided one by one), NegativeItem, NegativeList.
RegisterItem ── RegisterChange (reason, old and new text, published, passed on); SuperiorList; Functions 三定.
Target: what is due (编制时限, 对照新指引修订), subject of clocks ("catalogue.target", id).

Facts come from law/catalogues and law/columns; the rules over rows are pure, in domain/catalogues. The official workbook is
read by files.readers + domain.catalogues.read_sheet and written by `sheets.py`. Front doors: `queries.expected(organ)` and
`expected_of()` for coverage, `entries_for`, `columns_of`, `column_for(entry, organ)`, `released_entries`; `showing` for public pages.
Next: records publishes under entries and columns and computes the coverage; channels follow the prescribed ones.
"""
