"""The fields of the index. A change of them is a change of SHAPE: an index of another shape is built anew."""

from __future__ import annotations

from tantivy import Document, Schema, SchemaBuilder

from .model import ENDED, FACETS, Text
from .texts import bigrams, characters, cut, units

SHAPE = "s5"


def schema() -> Schema:
    """Bigrams with positions find, and rank by how often and how rare; words of titles rank; raw fields filter and count.

    Words of the body are not indexed: they find nothing that bigrams do not, and cost half of the time of a rebuild.
    """
    made = SchemaBuilder()
    made.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    made.add_text_field("grams", tokenizer_name="whitespace", index_option="position")
    made.add_text_field("title_grams", tokenizer_name="whitespace", index_option="position")
    made.add_text_field("title", tokenizer_name="whitespace", index_option="freq")
    made.add_text_field("chars", tokenizer_name="whitespace", index_option="basic")
    made.add_text_field("exact", tokenizer_name="raw", index_option="basic")
    made.add_text_field("number", tokenizer_name="raw", index_option="basic")
    made.add_text_field("number_grams", tokenizer_name="whitespace", index_option="position")
    for facet in FACETS:
        made.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    made.add_integer_field("day", indexed=True, fast=True)
    return made.build()


def document(text: Text) -> Document:
    """The terms of one text."""
    everything = [text.title, text.number, *text.names, *text.parts]
    plain = [units(part) for part in everything]
    made = Document()
    made.add_text("key", text.key)
    made.add_text("grams", bigrams(plain))
    made.add_text("title_grams", bigrams(plain[:1]))
    made.add_text("title", " ".join(cut(text.title)))
    made.add_text("chars", characters(plain))
    if not ENDED.intersection(text.facets.get("standing", ())):  # who types the title of what was repealed is shown its successor first
        made.add_text("exact", plain[0])
    made.add_text("number", plain[1])
    made.add_text("number_grams", bigrams(plain[1:2]))
    for facet in FACETS:
        for value in text.facets.get(facet, ()):
            made.add_text(facet, value)
    made.add_integer("day", text.day)
    return made
