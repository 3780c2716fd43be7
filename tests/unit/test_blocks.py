"""Each piece of a release gets its role: one folder of tests/golden/segment a case."""

import json
from pathlib import Path

import pytest

from presscast.model import BlockType, Document, DocumentBlock, Metadata, Source, Span
from presscast.plugins import reader
from presscast.text.blocks import find_blocks
from presscast.text.detect_language import detect_language

GOLDEN = Path(__file__).parents[1] / "golden" / "segment"
CASES = sorted(folder.name for folder in GOLDEN.iterdir() if folder.is_dir())


def read(text: str) -> Document:
    return reader("text").read(Source("release.txt", "text/plain", text.encode()))


@pytest.mark.parametrize("case", CASES)
def test_golden(case: str) -> None:
    text = (GOLDEN / case / "in.txt").read_text(encoding="utf-8")
    golden = json.loads((GOLDEN / case / "golden.json").read_text(encoding="utf-8"))
    blocks = find_blocks(read(text)).blocks
    found = [[block.type.value, text[block.span.start : block.span.end]] for block in blocks]
    assert found == golden["blocks"]
    assert detect_language(text) == golden["language"]


def test_enough_cases() -> None:
    assert len(CASES) >= 40


def test_headings_of_the_format_are_trusted() -> None:
    pieces = [
        ("Garden opens to the blind", "heading", 1),
        ("The garden on Mill Street opens on Sunday. Its paths are told by their smell.", "", 0),
        ("A garden is for everyone, with or without eyes.", "heading", 2),
        ("Lavender leads to the gate, and mint leads to the pond in the middle of it.", "", 0),
    ]
    text, blocks = "", []
    for words, kind, level in pieces:
        start = len(text)
        text += words + "\n\n"
        span = Span(start, start + len(words))
        blocks.append(DocumentBlock(span, kind or "paragraph", level))
    found = find_blocks(Document(text, tuple(blocks), media_type="text/html")).blocks
    assert [block.type for block in found] == [
        BlockType.HEADLINE,
        BlockType.LEDE,
        BlockType.HEADING,
        BlockType.BODY,
    ]


def test_the_title_that_the_format_states_is_the_headline() -> None:
    text = (
        "Our work for clean water in the valley\n\n"
        "Wells of Harrow Are Clean Again\n\n"
        "All nine wells of Harrow are clean again, the water board announced on Tuesday. "
        "It had closed them in March.\n"
    )
    plain = read(text)
    titled = Document(plain.text, plain.blocks, Metadata(title="Wells of Harrow Are Clean Again"))
    headline = next(b for b in find_blocks(titled).blocks if b.type is BlockType.HEADLINE)
    assert text[headline.span.start : headline.span.end] == "Wells of Harrow Are Clean Again"


@pytest.mark.parametrize("text", ["", "   \n\n ", "Hello", "###", "A title\n\nAnother line"])
def test_what_is_hardly_a_release_has_blocks_all_the_same(text: str) -> None:
    blocks = find_blocks(Document(text, (DocumentBlock(Span(0, len(text))),))).blocks
    assert sum(block.span.end - block.span.start for block in blocks) >= len(text.split())
