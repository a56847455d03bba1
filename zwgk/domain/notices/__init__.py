"""Official documents (公文) read into metadata, parts, clauses and tasks.

The stages, each a small module: decode → repair → lines → parts → clauses/tables → tasks → as_json.
"""
