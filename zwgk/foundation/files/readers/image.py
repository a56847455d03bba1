"""Scanned images (png, jpg, tif with several pages): recognised by tesseract, or refused with the way out."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from zwgk.domain.documents import Extracted, Paragraph

from . import layout, limits, ocr, refusals


def read(data: bytes) -> Extracted:
    image = _open(data)
    if not ocr.ready():
        raise refusals.refuse("这是一张图片，没有文字可读。", ocr.REMEDY)
    total = getattr(image, "n_frames", 1)
    if total > limits.PAGES:
        raise refusals.too_big("页数", total, limits.PAGES, "页")
    pages: list[list[layout.Line]] = []
    heights: list[float] = []
    widths: list[float] = []
    doubtful = 0
    for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
        if number > limits.OCR_PAGES:
            break
        found = ocr.recognise(_upright(frame), number)
        pages.append(found.lines)
        heights.append(found.height)
        widths.append(found.width)
        doubtful += found.doubtful
    kept, heads = layout.without_furniture(pages, heights)
    blocks: list[Paragraph] = []
    for lines, width in zip(kept, widths, strict=True):
        blocks += layout.paragraphs(lines, layout.frame(lines, width) if lines else None)
    if not blocks:
        raise refusals.no_text("图片")
    notes = ocr.notes(len(pages), doubtful, list(range(limits.OCR_PAGES + 1, total + 1)), tables=ocr.looks_tabular(pages))
    return Extracted(tuple(blocks), "image", notes=(*notes, *heads), scanned=True)


def _open(data: bytes) -> Image.Image:
    # Pillow can be told by another library to accept cut-off images; half a page must not pass for a whole one.
    for start, end in ((b"\x89PNG", b"IEND"), (b"\xff\xd8\xff", b"\xff\xd9")):
        if data.startswith(start) and end not in data[-65536:]:
            raise refusals.damaged("图片")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our own limit on pixels follows
            image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP", "MPO"))
            pixels = image.width * image.height
            if pixels > limits.IMAGE_PIXELS:
                raise refusals.too_big("图片像素", pixels, limits.IMAGE_PIXELS, "点")
            image.load()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise refusals.damaged("图片") from error
    return image


def _upright(frame: Image.Image) -> Image.Image:
    """Turned as the camera says, on white ground, scaled to a size that recognition can bear."""
    image = ImageOps.exif_transpose(frame.copy())
    if image.mode in ("RGBA", "LA", "P"):
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image)
    image = image.convert("L")
    pixels = image.width * image.height
    if pixels > limits.OCR_PIXELS:
        scale = (limits.OCR_PIXELS / pixels) ** 0.5
        image = image.resize((int(image.width * scale), int(image.height * scale)))
    return image
