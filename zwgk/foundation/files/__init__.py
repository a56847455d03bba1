"""files 文件 — uploaded bytes, kept once per content, and the readers that turn any format into text.

`actions.keep(data, name, …) -> StoredFile` stores bytes under their SHA-256 (never changed afterwards);
Over a poor line a file arrives in pieces: `begin_upload`, `receive_chunk` …, `take_uploads(keys)` (or `drop_upload`); a form takes
both ways by `fields.ResumableFileField` with ui/upload.js; `drop_stale_uploads` at night. HTTP (tus): surfaces/office/uploads.py.
Identity papers and the like: `actions.keep_sealed`, `seal_text`; back by `queries.unsealed_content`, `unseal_text` (`sealing.py`).
`queries.content(file)` gives them back; `redaction.redact` burns out what must not be given away; `readers.extract(data, filename)` reads them without a database.
"""
