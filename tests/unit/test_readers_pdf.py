"""The PDF reader, on pages that reportlab draws line by line."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from document_contract import check_document

from presscast.errors import ReleaseError
from presscast.model import Document, Source
from presscast.readers import pdf as reader_module
from presscast.readers.pdf import create
from presscast.text.printed_lines import Glyph, Page, printed_lines
from presscast.text.printed_paragraphs import paragraphs

LEFT = (
    "The county opened a bridge for walkers",
    "today, nine years after the old one was",
    "closed, and two months ahead of time.",
)
RIGHT = (
    "Its engineer said that people had asked",
    "about the bridge every day since she had",
    "taken office, and that today she had told",
    "them the answer, which was that it is open.",
)


def drawn(*pages: Callable[[Any], object], **options: Any) -> bytes:
    """Return a PDF of pages of 400 × 600 points, each drawn by a function of the canvas."""
    from reportlab.pdfgen.canvas import Canvas

    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(400, 600), **options)
    for draw in pages:
        canvas.setFont("Times-Roman", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def lines(texts: Sequence[str], *, x: float = 40, y: float = 500) -> Callable[[Any], None]:
    def draw(canvas: Any) -> None:
        for number, text in enumerate(texts):
            canvas.drawString(x, y - 14 * number, text)

    return draw


def both(*draws: Callable[[Any], object]) -> Callable[[Any], None]:
    def draw(canvas: Any) -> None:
        for part in draws:
            part(canvas)

    return draw


def read(data: bytes) -> Document:
    document = create().read(Source("release.pdf", "", data))
    check_document(document)
    return document


def blocks(document: Document) -> list[str]:
    return [document.text[slice(*block.span)] for block in document.blocks]


def test_lines_become_paragraphs_by_their_distance() -> None:
    document = read(drawn(both(lines(LEFT), lines(RIGHT, y=440))))
    assert blocks(document) == [" ".join(LEFT), " ".join(RIGHT)]


def test_lines_become_paragraphs_by_their_indent() -> None:
    second = "A new paragraph that starts further in,"

    def draw(canvas: Any) -> None:
        lines(LEFT)(canvas)
        canvas.drawString(56, 500 - 3 * 14, second)
        lines(RIGHT, y=500 - 4 * 14)(canvas)

    assert blocks(read(drawn(draw))) == [" ".join(LEFT), f"{second} {' '.join(RIGHT)}"]


def test_double_spaced_paragraphs_end_at_a_short_line() -> None:
    def draw(canvas: Any) -> None:
        for number, text in enumerate([*LEFT[:2], "closed.", *RIGHT]):
            canvas.drawString(40, 520 - 28 * number, text)

    assert blocks(read(drawn(draw))) == [f"{LEFT[0]} {LEFT[1]} closed.", " ".join(RIGHT)]


def test_columns_that_were_written_across_are_read_down() -> None:
    def draw(canvas: Any) -> None:
        for number, (left, right) in enumerate(zip((*LEFT, "And it is free."), RIGHT, strict=True)):
            canvas.drawString(20, 500 - 14 * number, left)
            canvas.drawString(215, 500 - 14 * number, right)

    assert blocks(read(drawn(draw))) == [f"{' '.join(LEFT)} And it is free.", " ".join(RIGHT)]


def test_a_sentence_goes_on_on_the_next_page() -> None:
    document = read(drawn(lines(RIGHT[:2], y=90), lines(RIGHT[2:])))
    assert blocks(document) == [" ".join(RIGHT)]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    def page(number: int) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            canvas.drawString(40, 570, "Millbrook County / News")
            lines((f"Page text {'ABC'[number]} is here.", "It ends with this line."))(canvas)
            canvas.drawCentredString(200, 20, f"– {number + 1} –")

        return draw

    document = read(drawn(page(0), page(1), page(2)))
    assert "County" not in document.text
    assert "–" not in document.text
    assert document.text.count("It ends with this line.") == 3
    assert document.notes[0].startswith("left out: running heads")


def test_what_stands_once_in_a_margin_is_kept() -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(40, 575, "FOR IMMEDIATE RELEASE")
        lines(LEFT)(canvas)
        canvas.drawString(40, 25, "Contact: Ann Lee, 555-0100")

    assert blocks(read(drawn(draw))) == [
        "FOR IMMEDIATE RELEASE",
        " ".join(LEFT),
        "Contact: Ann Lee, 555-0100",
    ]


def test_words_divided_at_line_ends_are_joined() -> None:
    document = read(
        drawn(
            lines(
                (
                    "The county gave out infor-",
                    "mation about a well-",
                    "known plan for year-",
                    "round walking in the Tri-",
                    "Valley. It was re-",
                    "newed, and information helps.",
                )
            )
        )
    )
    assert document.text == (
        "The county gave out information about a well-known plan for year-round walking in the "
        "Tri-Valley. It was renewed, and information helps."
    )


def test_lines_that_end_early_on_purpose_stay_lines() -> None:
    contact = ("Contact:", "Ann Lee, press officer", "555-0100")
    document = read(drawn(both(lines(LEFT), lines(contact, y=400))))
    assert blocks(document) == [" ".join(LEFT), "\n".join(contact)]


def test_headings_are_larger_or_bold_and_lists_have_marks() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Times-Bold", 18)
        canvas.drawString(40, 540, "Bridge opens")
        canvas.setFont("Times-Roman", 11)
        lines(LEFT)(canvas)
        canvas.setFont("Times-Bold", 11)
        canvas.drawString(40, 440, "About the county")
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(40, 418, "• Free for everyone who walks or rolls over it,")
        canvas.drawString(50, 404, "at any hour")
        canvas.drawString(40, 390, "•")
        canvas.drawString(50, 390, "Ninety meters long")
        canvas.drawString(40, 376, "2. Numbered")

    document = read(drawn(draw))
    assert [(b.kind, b.level, document.text[slice(*b.span)]) for b in document.blocks] == [
        ("heading", 1, "Bridge opens"),
        ("paragraph", 0, " ".join(LEFT)),
        ("heading", 2, "About the county"),
        ("list_item", 1, "• Free for everyone who walks or rolls over it, at any hour"),
        ("list_item", 1, "• Ninety meters long"),
        ("list_item", 1, "2. Numbered"),
    ]


def test_links_and_bold_words() -> None:
    def draw(canvas: Any) -> None:
        text = canvas.beginText(40, 500)
        text.textOut("The plan of ")
        text.setFont("Times-Bold", 11)
        text.textOut("Dana Whitfield")
        text.setFont("Times-Roman", 11)
        text.textOut(" is public.")
        canvas.drawText(text)
        canvas.linkURL("https://c.example/plan", (40, 496, 82, 512))

    document = read(drawn(draw))
    assert document.text == "The plan of Dana Whitfield is public."
    assert [document.text[slice(*span)] for span in document.emphasis] == ["Dana Whitfield"]
    assert [(document.text[slice(*link.span)], link.url) for link in document.links] == [
        ("The plan", "https://c.example/plan")
    ]


def test_footnote_marks_are_not_read_and_notes_come_last() -> None:
    def draw(canvas: Any) -> None:
        text = canvas.beginText(40, 500)
        text.textOut("Walkers were counted.")
        text.setFont("Times-Roman", 6)
        text.setRise(5)
        text.textOut("1")
        text.setRise(0)
        text.setFont("Times-Roman", 11)
        text.textOut(" They were many, and they went on.")
        canvas.drawText(text)
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(40, 100, "1 At noon, by two students of the college.")

    document = read(drawn(draw, lines(RIGHT)))
    assert blocks(document) == [
        "Walkers were counted. They were many, and they went on.",
        " ".join(RIGHT),
        "1 At noon, by two students of the college.",
    ]
    assert document.blocks[-1].kind == "footnote"


def test_ligatures_are_letters() -> None:
    glyphs = [
        Glyph(char, 10.0 + 6 * place, 100, 16.0 + 6 * place, 110, emphasis=False, url=None)
        for place, char in enumerate("eﬃcient ﬁne")
    ]
    found, _ = printed_lines([Page(400, 600, glyphs)])
    assert paragraphs(found)[0].text == "efficient fine"


def test_properties_become_metadata_unless_a_program_left_them() -> None:
    def titled(title: str) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            canvas.setTitle(title)
            canvas.setAuthor("Ann Lee")
            lines(LEFT)(canvas)

        return draw

    metadata = read(drawn(titled("Bridge opens"))).metadata
    assert (metadata.title, metadata.author) == ("Bridge opens", "Ann Lee")
    assert read(drawn(titled("Microsoft Word - final2.doc"))).metadata.title is None
    assert read(drawn(titled("bridge_v3.indd"))).metadata.title is None


def test_a_scan_is_refused_with_advice() -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def draw(canvas: Any) -> None:
        canvas.drawImage(ImageReader(Image.new("L", (40, 60), 200)), 0, 0, 400, 600)

    with pytest.raises(ReleaseError, match=r"no text found \(2 pages, 2 pictures\)") as error:
        read(drawn(draw, draw))
    assert "OCR" in error.value.hint


def test_a_password_is_asked_for() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    locked = drawn(lines(LEFT), encrypt=StandardEncryption("secret", canPrint=0))
    with pytest.raises(ReleaseError, match="password") as error:
        read(locked)
    assert "without a password" in error.value.hint


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_module, "MAX_PAGES", 2)
    with pytest.raises(ReleaseError, match="has 3 pages"):
        read(drawn(lines(LEFT), lines(LEFT), lines(LEFT)))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", drawn(lines(LEFT))[:300]])
def test_a_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(ReleaseError, match="not a whole PDF"):
        read(data)


def test_score() -> None:
    assert create().score(Source("x", "", b"%PDF-1.4")) == 1
    assert create().score(Source("x", "", b"\r\n%PDF-1.4")) > 0.8
    assert create().score(Source("x.pdf", "application/pdf", b"hello")) == 0
