"""files 文件 — uploaded bytes, kept once per content, and the readers that turn any format into text.

`actions.keep(data, name, …) -> StoredFile` stores bytes under their SHA-256 (never changed afterwards);
`queries.content(file)` gives them back; `readers.extract(data, filename)` reads them without a database.
"""
