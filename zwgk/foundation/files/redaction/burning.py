"""Pages and pictures → pictures with black boxes; a PDF is put together anew from them and from the pages that may stay."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageOps
from pypdfium2 import raw

from .boxes import Box

DPI, COARSER = 200, 150  # of a burnt page, of one that only became a picture
PIXELS = 12_000_000  # of one page; a poster is drawn coarser
QUALITY = 75


def drawn(page: pypdfium2.PdfPage, dpi: float = DPI) -> Image.Image:
    """The page as it is shown, with its forms and notes; grey when there is no colour in it."""
    width, height = page.get_size()
    scale = min(dpi / 72, (PIXELS / max(1.0, width * height)) ** 0.5)
    picture = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    red, green, blue = picture.split()
    if all(high <= 6 for _, high in (ImageChops.difference(red, each).getextrema() for each in (green, blue))):
        return red
    return picture


def burn(picture: Image.Image, boxes: Sequence[Box]) -> Image.Image:
    """Black where a box is; a new picture that knows nothing of what was below."""
    fresh = Image.new(picture.mode, picture.size)
    fresh.paste(picture)
    pencil = ImageDraw.Draw(fresh)
    for box in boxes:
        left, top, right, bottom = box.pixels(*picture.size)
        pencil.rectangle((left, top, right - 1, bottom - 1), fill=0 if picture.mode == "L" else (0, 0, 0))
    return fresh


def put_together(source: pypdfium2.PdfDocument, boxes: Sequence[Box], as_pictures: set[int]) -> bytes:
    """A new document: pages of `as_pictures` (from 1) drawn and burnt, the others taken over without their links."""
    made = pypdfium2.PdfDocument.new()
    try:
        for number in range(1, len(source) + 1):
            page = source[number - 1]
            if number in as_pictures:
                mine = [box for box in boxes if box.page == number]
                _lay(made, burn(drawn(page, DPI if mine else COARSER), mine), page.get_size())
            else:
                for _ in range(raw.FPDFPage_GetAnnotCount(page.raw)):
                    raw.FPDFPage_RemoveAnnot(page.raw, 0)
                made.import_pages(source, [number - 1], number - 1)
            page.close()
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()
    finally:
        made.close()


def _lay(made: pypdfium2.PdfDocument, picture: Image.Image, size: tuple[float, float]) -> None:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=QUALITY)
    file.seek(0)
    page = made.new_page(*size)
    image = pypdfium2.PdfImage.new(made)
    image.load_jpeg(file, inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(*size))
    page.insert_obj(image)
    page.gen_content()
    page.close()


def frames(data: bytes) -> list[Image.Image]:
    """The pages of a picture file, upright, without anything but their pixels."""
    found = []
    with Image.open(io.BytesIO(data)) as file:
        for number in range(getattr(file, "n_frames", 1)):
            file.seek(number)
            upright = ImageOps.exif_transpose(file) or file
            flat = Image.new("RGB", upright.size, "white")
            clear = upright.convert("RGBA")
            flat.paste(clear, mask=clear.getchannel("A"))
            found.append(flat)
    return found


def saved(pages: Sequence[Image.Image], kind: str) -> tuple[bytes, str]:
    """The pictures as a file of the same kind, and its ending."""
    out = io.BytesIO()
    if kind == "TIFF" or len(pages) > 1:
        pages[0].save(out, "TIFF", save_all=True, append_images=list(pages[1:]), compression="tiff_lzw")
        return out.getvalue(), "tif"
    if kind == "JPEG":
        pages[0].save(out, "JPEG", quality=92)
        return out.getvalue(), "jpg"
    pages[0].save(out, "PNG")
    return out.getvalue(), "png"
