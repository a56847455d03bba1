"""The templates that come with the program, one .docx per kind; `python -m zwgk.matters.letters.shipped.build` makes them."""

from pathlib import Path

FOLDER = Path(__file__).parent
