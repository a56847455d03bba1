"""The evidence pack. `build.build(request, target, beat)` is the front door; no rows are written here.

faces (a typeface that can be embedded) → drawing (captures, images, lists → PDF) · office (documents → PDF, kept by content)
→ pieces (any material → PDF) → stamping (page numbers) → contents (目录, gaps, ticks, manifest) → build (one zip, piece by piece).
"""
