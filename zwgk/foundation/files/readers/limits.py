"""Every limit of the readers in one place; a file beyond one of them is refused with the number in the message."""

from __future__ import annotations

FILE_BYTES = 50 * 1024 * 1024  # one uploaded file
TEXT_CHARACTERS = 20_000_000  # all paragraphs and cells together
PAGES = 2_000  # PDF, OFD, multi-page TIFF
CELLS = 200_000  # all tables of one document
PDF_STREAM_BYTES = 100 * 1024 * 1024  # one unpacked text stream of a PDF
PDF_SECONDS = 240  # all pages of one PDF, recognition not counted
OCR_PAGES = 40  # recognised per file; the rest is named in a note
OCR_SECONDS = 60  # one page
OCR_PIXELS = 40_000_000  # one page image; larger ones are scaled down before recognition
IMAGE_PIXELS = 200_000_000  # refused above: a small file that unfolds into gigabytes
NESTING = 200  # depth of elements in XML and HTML
ELEMENTS = 400_000  # tags of one web page
GUESS_CHARACTERS = 300_000  # a larger page without recognisable body is not guessed at
ENCLOSED = 20  # files looked into inside one file
ENCLOSED_DEPTH = 2  # a file in a file in a file
ZIP_ENTRIES = 10_000  # files inside a docx, xlsx, ofd
ZIP_EXPANDED_BYTES = 500 * 1024 * 1024  # all entries unpacked
ZIP_ENTRY_BYTES = 200 * 1024 * 1024  # one entry unpacked
ZIP_RATIO = 200  # unpacked : packed, for entries above ZIP_RATIO_FLOOR
ZIP_RATIO_FLOOR = 10 * 1024 * 1024
CONVERT_SECONDS = 90  # one LibreOffice run
PROGRAM_KILOBYTES = 4 * 1024 * 1024  # address space of LibreOffice or tesseract
META_ENTRIES = 120  # entries of Extracted.meta
META_CHARACTERS = 2_000  # one value
