"""Data sets: what there is (`sets`), how a set is written (`writing`), how large files are kept and never stale (`keeping`), pages, DCAT."""
