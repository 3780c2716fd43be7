"""The same release in six formats, written by real programs, is read and understood alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import six_formats

from presscast.model import Document, Release, Source
from presscast.stages.read import read
from presscast.stages.segment import segment

TEXT = read(Source("release.txt", "text/plain", six_formats.as_text()))

WRITERS: dict[str, Callable[[], bytes]] = {
    "markdown": six_formats.as_markdown,
    "html": six_formats.as_html,
    "docx": six_formats.as_docx,
    "email": six_formats.as_email,
    "email with attachment": six_formats.as_email_with_attachment,
    "pdf": six_formats.as_laid_out_pdf,
    "pdf in two columns": lambda: six_formats.as_laid_out_pdf(columns=2),
}


def understood(release: Release) -> dict[str, object]:
    """Return what a release means, without the places of its words."""

    def words(span: tuple[int, int]) -> str:
        return release.text[slice(*span)].strip()

    return {
        "title": release.title,
        "dateline": release.dateline,
        "language": release.language,
        "blocks": [(block.type, words(block.span)) for block in release.blocks],
        "sections": [(section.kind, section.heading) for section in release.sections],
        "quotes": [
            (quote.text, quote.attribution and quote.attribution.speaker, quote.is_speech)
            for quote in release.quotes
        ],
    }


def check_same(document: Document) -> None:
    assert document.text.split() == TEXT.text.split(), "no word is lost or added"
    assert document.text == TEXT.text.strip(), "paragraphs begin and end alike"
    assert understood(segment(document)) == understood(segment(TEXT))


def test_the_release_itself_is_understood() -> None:
    release = segment(TEXT)
    assert release.title == six_formats.RELEASE[1].text
    speakers = [q.attribution.speaker for q in release.quotes if q.attribution]
    assert speakers == ["Miriam Okafor", "Miriam Okafor", "Luis Ferrer", "Luis Ferrer"]


@pytest.mark.parametrize("written", WRITERS, ids=str)
def test_every_format_gives_the_same_release(written: str) -> None:
    # The name says nothing, so that the content alone chooses the reader.
    check_same(read(Source("release", "", WRITERS[written]())))


@pytest.mark.skipif(six_formats.browser() is None, reason="no Chromium to print with")
def test_a_page_printed_by_a_browser_gives_the_same_release(tmp_path: Path) -> None:
    check_same(read(Source("release", "", six_formats.as_browser_pdf(tmp_path))))


@pytest.mark.parametrize("written", ["markdown", "html", "docx", "email", "pdf"])
def test_links_and_emphasis_are_kept(written: str) -> None:
    document = read(Source("release", "", WRITERS[written]()))
    assert [(document.text[slice(*link.span)], link.url) for link in document.links] == [
        ("published today", six_formats.REPORT_URL)
    ]
    emphatic = [document.text[slice(*span)] for span in document.emphasis]
    assert emphatic == ["PORT ELLERY, Maine, May 6, 2024"]
