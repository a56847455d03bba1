"""api 开放数据 — what is public, for programs: read only, through the same readings as the pages, so that what a page hides the API hides.

    /api/v1/…        edge (limit, CORS, HEAD, 304) → operations (documents, changes, organs, columns, catalogue, kinds, plans, reports, feeds)
    /api/            the page that explains it, made from its own description (openapi.json)
    /opendata/       data sets: the table of them, whole files (JSON Lines, CSV, XLSX), DCAT for catalogues of others

shapes: what goes out, with its words · cursors: marks of pages · problems: errors a person can act on · opendata/: data sets and their files.
"""
