"""Lines are joined and parted as their writer meant them."""

import pytest

from presscast.model import Document, DocumentBlock, Source, Span
from presscast.plugins import reader
from presscast.text.paragraphs import split_paragraphs


def paragraphs(text: str) -> list[str]:
    document = reader("text").read(Source("release.txt", "text/plain", text.encode()))
    return [" ".join(paragraph.text.split()) for paragraph in split_paragraphs(document)]


def test_blank_lines_part() -> None:
    assert paragraphs("One thing.\n\nAnother thing.\n") == ["One thing.", "Another thing."]


def test_long_lines_without_blank_lines_are_paragraphs() -> None:
    first = "The council met on Monday and heard from forty people who live by the river. " * 2
    second = "It will decide in June, when the engineers have measured the bank again. " * 2
    assert paragraphs(f"{first}\n{second}") == [first.strip(), second.strip()]


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "The council met on Monday and heard from forty people who live\n"
        "by the river and who would like to keep it out of their cellars.\n"
        "It will decide in June, when the engineers have measured the\n"
        "bank again and when the water is low.\n"
        "\n"
        "The meeting in June is open to everyone who comes early enough\n"
        "to find a chair in the hall behind the library.\n"
    )
    found = paragraphs(text)
    assert len(found) == 2
    assert found[0].endswith("when the water is low.")


def test_indented_first_lines_part_wrapped_paragraphs() -> None:
    text = (
        "   The council met on Monday and heard from forty people who live\n"
        "by the river and who would like to keep it out of their cellars.\n"
        "   It will decide in June, when the engineers have measured the\n"
        "bank again and when the water is low enough to see the old wall\n"
        "that was built in 1911.\n"
    )
    assert [found[:12] for found in paragraphs(text)] == ["The council ", "It will deci"]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("Sponsored by\nSenator Ana Holt\n, the bill sets a limit.", 1),
        ("The bill goes to the\nCommittee on Water\nnext week.", 1),
        ("“We measured it twice,”\nHolt said.\n“It had moved both times.”", 1),
        ("CHICAGO\n—\nThe court ruled on Friday that the wall must stay.", 1),
        ("•\nThe first item has lost its line", 1),
        ("FOR IMMEDIATE RELEASE\nMay 3, 2021", 2),
        ("The measures are these:\n• more light\n• more air", 3),
        ("The first line ends here.\nThe second line is its own paragraph.", 2),
        ("“A lamp is not a moon.”\nLise Ardant, Commissioner for Light", 1),
        ("A Title with a Line\n===================\nThe text below it.", 2),
    ],
)
def test_broken_lines(lines: str, joined: int) -> None:
    assert len(paragraphs(lines)) == joined


def test_a_heading_that_lost_its_line_break_is_parted() -> None:
    text = "The hall is open to all who come early.About Old Mill:Old Mill is a hall by a river."
    assert paragraphs(text)[1].startswith("About Old Mill")


def test_one_line_is_parted_by_the_rarer_gap() -> None:
    sentences = [f"Sentence number {number} says a little about the river." for number in range(24)]
    text = "  ".join(" ".join(sentences[start : start + 3]) for start in range(0, 24, 3))
    assert len(paragraphs(text)) == 8


def test_two_spaces_after_every_sentence_part_nothing() -> None:
    text = "  ".join(f"Sentence number {number} says a little about it." for number in range(40))
    assert len(paragraphs(text)) == 1


def test_the_kinds_of_the_format_are_kept() -> None:
    text = "A heading\nfirst\nsecond"
    document = Document(
        text,
        (
            DocumentBlock(Span(0, 9), "heading", 2),
            DocumentBlock(Span(10, 15), "list_item", 1),
            DocumentBlock(Span(16, 22), "list_item", 1),
        ),
    )
    found = split_paragraphs(document)
    assert [(paragraph.kind, paragraph.level) for paragraph in found] == [
        ("heading", 2),
        ("list_item", 1),
        ("list_item", 1),
    ]


def test_text_outside_every_block_is_not_lost() -> None:
    document = Document("before inside after", (DocumentBlock(Span(7, 13)),))
    assert [paragraph.text for paragraph in split_paragraphs(document)] == [
        "before",
        "inside",
        "after",
    ]
