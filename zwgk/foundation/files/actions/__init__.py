"""The verbs of files: keep bytes; receive in pieces what comes over a poor line (begin, receive … receive, take or drop)."""

from .keeping import MAX_BYTES, keep
from .receiving import MAX_CHUNK, NewUpload, begin_upload, drop_stale_uploads, drop_upload, receive_chunk, take_uploads

__all__ = ["MAX_BYTES", "MAX_CHUNK", "NewUpload", "begin_upload", "drop_stale_uploads", "drop_upload", "keep", "receive_chunk", "take_uploads"]
