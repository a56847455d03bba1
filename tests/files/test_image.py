"""Scanned pictures are recognised where tesseract is installed."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from zwgk.foundation.files.readers import extract

from .makers import SENTENCE, lines, needs_ocr, pdf_of


def picture(kind: str) -> bytes:
    document = pypdfium2.PdfDocument(pdf_of(f"<p>{SENTENCE}</p>"))
    image = document[0].render(scale=200 / 72).to_pil().convert("L")
    document.close()
    out = io.BytesIO()
    more = {"save_all": True, "append_images": [image]} if kind == "TIFF" else {}
    image.save(out, kind, **more)
    return out.getvalue()


@needs_ocr
@pytest.mark.parametrize(("kind", "name", "pages"), [("PNG", "a.png", 1), ("JPEG", "a.jpg", 1), ("TIFF", "a.tif", 2)])
def test_a_picture_of_a_page_is_recognised(kind, name, pages):
    found = extract(picture(kind), name)
    assert found.format == "image" and found.scanned and "按照职责分工" in "".join(lines(found))
    assert found.blocks[-1].place == f"第{pages}页"


def test_without_tesseract_a_picture_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Exception, match="一张图片.*tesseract"):
        extract(picture("PNG"), "a.png")
