"""The Markdown reader."""

from __future__ import annotations

import pytest
from document_contract import check_document

from presscast.errors import ReleaseError
from presscast.model import Document, Source
from presscast.readers.markdown import create


def read(text: str) -> Document:
    document = create().read(Source("release.md", "text/markdown", text.encode()))
    check_document(document)
    return document


def marked(document: Document) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, document.text[slice(*b.span)]) for b in document.blocks]


def test_marks_become_structure() -> None:
    document = read(
        "# Bridge *opens*\n\nMILLBROOK — The **county** opened [a bridge](https://c.example/b_c)"
        " today.\nIt is `90 m` long.\n\n> “Finally,” said Ann.\n\n1. One\n2. Two\n\n   more\n\n"
        "* Dot\n  - Deep\n\nLine  \nbreak\n\n---\n\n![Walkers on the bridge](b.jpg)\n"
    )
    assert marked(document) == [
        ("heading", 1, "Bridge opens"),
        ("paragraph", 0, "MILLBROOK — The county opened a bridge today. It is 90 m long."),
        ("blockquote", 1, "“Finally,” said Ann."),
        ("list_item", 1, "1. One"),
        ("list_item", 1, "2. Two"),
        ("list_item", 1, "more"),
        ("list_item", 1, "• Dot"),
        ("list_item", 2, "• Deep"),
        ("paragraph", 0, "Line\nbreak"),
        ("caption", 0, "Walkers on the bridge"),
    ]
    assert [(document.text[slice(*link.span)], link.url) for link in document.links] == [
        ("a bridge", "https://c.example/b_c")
    ]
    assert [document.text[slice(*span)] for span in document.emphasis] == ["county"]
    assert document.metadata.title == "Bridge opens"


def test_tables_are_rows_and_footnotes_come_last() -> None:
    document = read(
        "Counted.[^n] Again.[^2]\n\n[^n]: At *noon*.\n[^2]: At night.\n\n"
        "| Day | Walkers |\n|---|--:|\n| Monday | 5 |\n| Sunday | |\n"
    )
    assert marked(document) == [
        ("paragraph", 0, "Counted. Again."),
        ("table_row", 0, "Day: Monday; Walkers: 5"),
        ("table_row", 0, "Day: Sunday"),
        ("footnote", 0, "At noon."),
        ("footnote", 0, "At night."),
    ]


def test_front_matter_becomes_metadata() -> None:
    document = read(
        "---\ntitle: 'Bridge: opens'\ndate: 2024-06-03 09:00:00 +0200\nauthor: [Ann, \"Bo\"]\n"
        "lang: en-GB # comment\nlayout: post\n---\nBody.\n"
    )
    assert document.text == "Body."
    metadata = document.metadata
    assert metadata.title == "Bridge: opens"
    assert metadata.published == "2024-06-03T09:00:00+02:00"
    assert metadata.author == "Ann, Bo"
    assert metadata.language == "en-GB"


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read("---\n\nBody.\n\n---\n\nMore.").text == "Body.\n\nMore."


def test_html_in_it_is_read() -> None:
    document = read("<div>Raw <b>block</b></div>\n\nAnd <em>inline</em>.<script>no</script>\n")
    assert document.text == "Raw block\n\nAnd inline."


@pytest.mark.parametrize("text", ["", "  \n", "<!-- -->", "---\ntitle: x\n---\n"])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(ReleaseError, match="empty"):
        read(text)


@pytest.mark.parametrize("text", [">" * 3000 + " x", "- " * 2000 + "x", "[" * 5000, "*" * 5000])
def test_nesting_without_end_is_read_or_refused(text: str) -> None:
    try:
        assert read(text).text
    except ReleaseError as error:
        refusal = str(error)
        assert "nested" in refusal or "empty" in refusal


@pytest.mark.parametrize(
    ("text", "location", "low", "high"),
    [
        ("# Title\n\n**Bold** [l](https://a.example)", "x", 0.6, 0.8),
        ("Plain words.", "x.md", 0.6, 0.9),
        ("---\ntitle: a\n---\n", "x", 0.3, 0.8),
        ("The bridge opens.\n\n### end ###\n", "-", 0, 0),
        ("FOR RELEASE\n\n* * *\n\n### \n\nCall 5 * 3 [now]. #hash", "x.txt", 0, 0),
    ],
)
def test_score(text: str, location: str, low: float, high: float) -> None:
    assert low <= create().score(Source(location, "", text.encode())) <= high
