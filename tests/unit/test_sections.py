"""Sections are what listeners see as chapters."""

import re

from presscast.model import Attribution, Block, BlockType, Quote, Section, Span
from presscast.text.sections import find_sections


def sections(
    pieces: list[tuple[str, str]], speakers: dict[str, str] | None = None, language: str = "en"
) -> tuple[Section, ...]:
    text, blocks = "", []
    for kind, words in pieces:
        blocks.append(Block(BlockType(kind), Span(len(text), len(text) + len(words))))
        text += words + "\n\n"
    quotes = [
        Quote(
            Span(found.start(1), found.end(1)),
            found[1],
            Attribution(speaker, None, "said", None, 1.0, "test"),
            None,
            is_speech=True,
        )
        for start, speaker in (speakers or {}).items()
        for found in re.finditer(rf"“({start}[^”]*)”", text)
    ]
    return find_sections(text, blocks, quotes, "Example", language)


LONG = "The river rose again and the people of the town carried sand to the bridge. " * 8


def test_a_short_release_is_one_section_and_its_closing() -> None:
    found = sections(
        [
            ("headline", "Title"),
            ("lede", "It opened."),
            ("body", "It closed."),
            ("boilerplate", "Example is a shop."),
        ]
    )
    assert [(section.kind, section.heading) for section in found] == [
        ("opening", "Opening"),
        ("about", "About Example"),
    ]


def test_headings_open_sections() -> None:
    found = sections(
        [
            ("headline", "Title"),
            ("lede", "It opened."),
            ("heading", "Why it opened:"),
            ("body", "Because."),
            ("heading", "Notes to editors"),
            ("list_item", "1. One."),
            ("heading", "About Example"),
            ("boilerplate", "Example is a shop."),
            ("heading", "Contact information"),
            ("contact", "Jo, 555-0101"),
        ]
    )
    assert [(section.kind, section.heading) for section in found] == [
        ("opening", "Opening"),
        ("body", "Why it opened"),
        ("background", "Notes to editors"),
        ("about", "About Example"),
        ("contact", "Contact information"),
    ]


def test_a_long_release_without_headings_is_divided_by_speaker() -> None:
    found = sections(
        [
            ("headline", "Title"),
            ("lede", LONG),
            ("body", f"“One {LONG}” said Ann Lee."),
            ("body", f"“Two {LONG}” said Bo Ray."),
            ("body", LONG),
            ("legal", "No offer."),
        ],
        {"One": "Ann Lee", "Two": "Bo Ray"},
    )
    assert [(section.kind, section.heading) for section in found] == [
        ("opening", "Opening"),
        ("quotes", "Ann Lee"),
        ("quotes", "Bo Ray"),
        ("background", "Background"),
        ("end", "Further information"),
    ]


def test_a_chapter_begins_with_a_capital_whoever_speaks() -> None:
    found = sections(
        [
            ("headline", "Title"),
            ("lede", LONG),
            ("body", f"“One {LONG}” the court wrote."),
            ("body", f"“Two {LONG}” said Bo Ray."),
        ],
        {"One": "the court", "Two": "Bo Ray"},
    )
    assert [section.heading for section in found] == ["Opening", "The court", "Bo Ray"]


def test_titles_are_in_the_releases_language() -> None:
    found = sections(
        [("lede", "Es beginnt."), ("boilerplate", "Wir bauen."), ("legal", "Ohne Gewähr.")],
        language="de",
    )
    assert [section.heading for section in found] == [
        "Einleitung",
        "Über Example",
        "Weitere Informationen",
    ]


def test_every_block_lies_in_one_section_in_order() -> None:
    pieces = [
        (kind.value, f"Words {number}.") for number, kind in enumerate([*BlockType, *BlockType])
    ]
    found = sections(pieces)
    blocks = [block for section in found for block in section.paragraphs]
    assert len(blocks) == len(pieces)
    assert blocks == sorted(blocks, key=lambda block: block.span)
    assert len({section.id for section in found}) == len(found)
