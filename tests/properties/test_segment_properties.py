"""Whatever the text: no character is lost, blocks are in order, and nothing is raised."""

from hypothesis import given, settings
from hypothesis import strategies as st

from presscast.model import Document, DocumentBlock, Span
from presscast.text.blocks import find_blocks
from presscast.text.sections import find_sections

PIECES = st.sampled_from(
    [
        "FOR IMMEDIATE RELEASE",
        "May 3, 2021",
        "CHICAGO —",
        "WASHINGTONThe",
        "Senator Quill Opens the Bridge",
        "The bridge opened on Friday after nine years, and everyone may walk on it now.",
        "“It is a bridge,” said Ana Holt. “You walk on it.”",
        "About the Bridge",
        "About Old Mill:Old Mill is a hall.",
        "• an item",
        "1. an item",
        "a | b | c",
        "###",
        "---",
        "=====",
        "Contact: Jo Doe, 555-867-0134",
        "jo@example.com",
        "Share",
        "Related news",
        "Component(s):",
        "Last modified",
        "-- Casey Ray, director of Example",
        "Home > News",
        "[x](https://example.com)",
        "-----BEGIN PGP SIGNATURE-----",
        "",
        " ",
        ",",
        "\u00a0",
    ]
)
GAPS = st.sampled_from(["\n", "\n\n", " ", "   ", "\n   ", "\t", "\x0b", "\u2028", "\n \n\n"])
RELEASES = st.lists(st.tuples(st.one_of(PIECES, st.text(max_size=40)), GAPS), max_size=25).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)
KINDS = st.sampled_from(
    ["paragraph", "heading", "list_item", "table_row", "blockquote", "caption", "footnote"]
)


def check(document: Document) -> None:
    text = document.text
    blocks = find_blocks(document).blocks
    position = 0
    for block in blocks:
        assert position <= block.span.start < block.span.end <= len(text)
        assert not text[position : block.span.start].strip()
        position = block.span.end
    assert not text[position:].strip()
    sections = find_sections(text, blocks, (), None, "en")
    assert tuple(block for section in sections for block in section.paragraphs) == blocks


@given(RELEASES)
@settings(max_examples=300, deadline=None)
def test_no_character_of_plain_text_is_lost(text: str) -> None:
    check(Document(text, (DocumentBlock(Span(0, len(text))),)))


@given(st.lists(PIECES, min_size=20, max_size=60), st.sampled_from(["", " ", "  ", "      "]))
@settings(max_examples=100, deadline=None)
def test_no_character_of_one_long_line_is_lost(pieces: list[str], gap: str) -> None:
    text = gap.join(pieces).replace("\n", " ")
    check(Document(text, (DocumentBlock(Span(0, len(text))),)))


@given(st.lists(st.tuples(st.one_of(PIECES, st.text(min_size=1, max_size=40)), KINDS), max_size=20))
@settings(max_examples=200, deadline=None)
def test_no_character_of_a_marked_document_is_lost(parts: list[tuple[str, str]]) -> None:
    text, blocks = "", []
    for piece, kind in parts:
        blocks.append(DocumentBlock(Span(len(text), len(text) + len(piece)), kind, 1))
        text += piece + "\n"
    check(Document(text, tuple(blocks), media_type="text/html"))


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_at_all(text: str) -> None:
    check(Document(text, (DocumentBlock(Span(0, len(text))),)))
