"""The verbs of files: keep bytes, plain or encrypted (`keep_sealed`, `seal_text`); receive in pieces what comes over a poor line (begin, receive … receive, take or drop)."""

from .keeping import MAX_BYTES, keep
from .receiving import MAX_CHUNK, NewUpload, begin_upload, drop_stale_uploads, drop_upload, receive_chunk, take_uploads
from .sealed import keep_sealed, key_of, seal_text

__all__ = ["MAX_BYTES", "MAX_CHUNK", "NewUpload", "begin_upload", "drop_stale_uploads", "drop_upload", "keep", "keep_sealed", "key_of", "receive_chunk", "seal_text", "take_uploads"]
