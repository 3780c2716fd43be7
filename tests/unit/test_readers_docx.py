"""The Word reader, on documents by python-docx and on their XML."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
import six_formats
from document_contract import check_document
from docx.document import Document as WordDocument

from presscast.errors import ReleaseError
from presscast.model import Document, Source
from presscast.readers import docx as reader_module
from presscast.readers.docx import create


def saved(write: Callable[[WordDocument], object]) -> bytes:
    document = docx.Document()
    write(document)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def with_part(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Return the package with one part rewritten."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == name:
                content = change(content.decode()).encode()
            new.writestr(info.filename, content)
    return changed.getvalue()


def with_body(xml: str) -> bytes:
    """Return a document whose body is this WordprocessingML."""
    return with_part(
        saved(lambda document: document.add_paragraph("x")),
        "word/document.xml",
        lambda content: re.sub(
            r"(<w:body>).*?(<w:sectPr)", lambda m: m[1] + xml + m[2], content, flags=re.DOTALL
        ),
    )


def read(data: bytes) -> Document:
    document = create().read(Source("release.docx", "", data))
    check_document(document)
    return document


def marked(document: Document) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, document.text[slice(*b.span)]) for b in document.blocks]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_styles_lists_and_tables() -> None:
    def write(document: WordDocument) -> None:
        document.add_heading("Bridge opens", level=0)
        document.add_heading("The plan", level=2)
        document.add_paragraph("First", style="List Number")
        document.add_paragraph("Second", style="List Number")
        document.add_paragraph("Dot", style="List Bullet")
        document.add_paragraph("Deep", style="List Bullet 2")
        document.add_paragraph("So she said.", style="Quote")
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(
            [*table.rows[0].cells, *table.rows[1].cells],
            ["Day", "Walkers", "Monday", "5"],
            strict=True,
        ):
            cell.paragraphs[0].add_run(text).bold = text in {"Day", "Walkers"}

    assert marked(read(saved(write))) == [
        ("heading", 1, "Bridge opens"),
        ("heading", 2, "The plan"),
        ("list_item", 1, "1. First"),
        ("list_item", 1, "2. Second"),
        ("list_item", 1, "• Dot"),
        ("list_item", 1, "• Deep"),
        ("blockquote", 1, "So she said."),
        ("table_row", 0, "Day: Monday; Walkers: 5"),
    ]


def test_tracked_changes_are_accepted_and_comments_left_out() -> None:
    document = read(
        with_body(
            "<w:p>"
            + run("The bridge is ")
            + '<w:del w:id="1" w:author="A"><w:r><w:delText>closed</w:delText></w:r></w:del>'
            + f'<w:ins w:id="2" w:author="A">{run("open")}</w:ins>'
            + run(".")
            + '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
            + f'<w:p><w:moveFrom w:id="3">{run("Moved away.")}</w:moveFrom></w:p>'
            + f'<w:p><w:moveTo w:id="4">{run("Moved here.")}</w:moveTo></w:p>'
            + '<w:p><w:pPr><w:rPr><w:del w:id="5"/></w:rPr></w:pPr>'
            + run("One ")
            + "</w:p><w:p>"
            + run("paragraph.")
            + "</w:p>"
        )
    )
    assert document.text == "The bridge is open.\n\nMoved here.\n\nOne paragraph."
    assert any("tracked changes" in note for note in document.notes)
    assert any("comments" in note for note in document.notes)


def test_fields_boxes_breaks_and_hidden_words() -> None:
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility'
        '/2006"><mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p>'
        + run("In a box")
        + "</w:p></w:txbxContent></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )
    document = read(
        with_body(
            f'<w:p><w:fldSimple w:instr="DATE">{run("June 3")}</w:fldSimple>'
            + run(" hidden", "<w:vanish/>")
            + run(" shown", '<w:vanish w:val="0"/>')
            + "<w:r><w:br/></w:r>"
            + run("next")
            + "<w:r><w:noBreakHyphen/></w:r>"
            + run("line")
            + f"</w:p><w:p>{box}</w:p>"
        )
    )
    assert document.text == "June 3 shown\nnext‑line\n\nIn a box"


def test_links_by_field_and_emphasis() -> None:
    document = read(
        with_body(
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            '<w:r><w:instrText>HYPERLINK "https://c.example/plan"</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + run("The plan")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            + run(" of ")
            + run("Dana ", "<w:b/>")
            + run("Whitfield", "<w:i/>")
            + "</w:p>"
        )
    )
    assert document.text == "The plan of Dana Whitfield"
    assert [(document.text[slice(*link.span)], link.url) for link in document.links] == [
        ("The plan", "https://c.example/plan")
    ]
    assert [document.text[slice(*span)] for span in document.emphasis] == ["Dana Whitfield"]


def test_properties_become_metadata_unless_a_template_left_them() -> None:
    def write(document: WordDocument) -> None:
        document.add_paragraph("Words.")
        document.core_properties.title = "Bridge opens"
        document.core_properties.author = "Ann Lee"
        document.core_properties.language = "en-GB"

    metadata = read(saved(write)).metadata
    assert (metadata.title, metadata.author, metadata.language) == (
        "Bridge opens",
        "Ann Lee",
        "en-GB",
    )
    plain = saved(lambda document: document.add_paragraph("Words."))
    core = "docProps/core.xml"
    left = with_part(
        plain, core, lambda xml: re.sub("<dc:title>.*?<", "<dc:title>Microsoft Word - a<", xml)
    )
    assert read(left).metadata.title is None
    assert read(plain).metadata.published is None


def test_a_page_header_is_told_of() -> None:
    def write(document: WordDocument) -> None:
        document.add_paragraph("Words.")
        document.sections[0].header.paragraphs[0].text = "Millbrook County — News"

    document = read(saved(write))
    assert document.text == "Words."
    assert document.notes == ("the page header was left out: Millbrook County — News",)


def test_entities_and_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = saved(lambda document: document.add_paragraph("Words."))
    evil = with_part(
        plain,
        "word/document.xml",
        lambda xml: xml.replace(
            "<w:document", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document', 1
        ).replace("Words.", "&a;"),
    )
    with pytest.raises(ReleaseError, match="entities"):
        read(evil)
    monkeypatch.setattr(reader_module, "MAX_UNPACKED_BYTES", 1_000_000)
    bomb = with_part(plain, "word/document.xml", lambda xml: xml + " " * 2_000_000)
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bomb)) as old, zipfile.ZipFile(packed, "w", 8) as new:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info))
    assert len(packed.getvalue()) < 100_000
    with pytest.raises(ReleaseError, match="unpacks to"):
        read(packed.getvalue())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04word/document.xml", "not a whole Word document"),
        (six_formats.as_docx()[:-2000], "not a whole Word document"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (saved(lambda document: document.add_paragraph("")), "no text found"),
    ],
    ids=["stub", "cut off", "encrypted", "empty"],
)
def test_what_cannot_be_read_is_refused_with_advice(data: bytes, message: str) -> None:
    reader = create()
    source = Source("release.docx", reader_module.MEDIA_TYPE, data)
    assert reader.score(source) > 0
    with pytest.raises(ReleaseError, match=message) as error:
        reader.read(source)
    assert error.value.hint


def test_other_packages_are_not_word_documents() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    assert create().score(Source("sheet.xlsx", "", archive.getvalue())) == 0
