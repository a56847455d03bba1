"""The public pages of government information, below /xxgk/. They read publications, never records.

    frame       what all pages share: organ, tree of columns, breadcrumb, meta tags
    column      政府信息公开 of the county and of each organ in the national form: 指南 · 制度 · 法定主动公开内容 · 年报 · 依申请公开
    lists       everything new, titles found
    document    one publication: page, versions, attachments, its data, its QR code; the tombstone where one was taken away
    standards   the standard catalogue with what was published under each entry
    feeds       RSS, Atom, JSON per column and organ; map: the site map for machines
    routes      all their addresses
"""
