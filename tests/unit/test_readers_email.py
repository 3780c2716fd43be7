"""The e-mail reader."""

from __future__ import annotations

import base64
from email.message import EmailMessage

import pytest
import six_formats
from document_contract import check_document

from presscast.errors import ReleaseError
from presscast.model import Document, Source
from presscast.readers.email import create

BODY = (
    "MILLBROOK, June 3 — The county opened a bridge for walkers today, nine years after the "
    "old one was closed, and two months ahead of the date in its plan, its engineer said."
)


def message(body: str = BODY, subject: str = "Bridge opens") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Millbrook County <press@county.example>"
    mail["To"] = "news@paper.example"
    mail["Subject"] = subject
    mail["Date"] = "Mon, 03 Jun 2024 09:00:00 +0200"
    mail["Message-ID"] = "<1@county.example>"
    mail.set_content(body, cte="base64")
    return mail


def read(mail: EmailMessage | bytes) -> Document:
    data = mail if isinstance(mail, bytes) else mail.as_bytes()
    document = create().read(Source("release.eml", "", data))
    check_document(document)
    return document


def blocks(document: Document) -> list[str]:
    return [document.text[slice(*block.span)] for block in document.blocks]


@pytest.mark.parametrize(
    "subject",
    ["Bridge opens", "Re: Fwd: Bridge opens", "WG: AW: Bridge opens", "RE[2]: Bridge opens"],
)
def test_headers_become_metadata(subject: str) -> None:
    metadata = read(message(subject=subject)).metadata
    assert metadata.title == "Bridge opens"
    assert metadata.published == "2024-06-03T09:00:00+02:00"
    assert metadata.publisher == "Millbrook County"


def test_encoded_and_broken_headers() -> None:
    raw = (
        b"From: =?utf-8?q?Caf=C3=A9_Verband?= <a@b.example>\r\nSubject: =?utf-8?b?w4RyZ2Vy?=\r\n"
        b" mit =?iso-8859-1?q?B=FCrsten?=\r\nDate: yesterday\r\nMIME-Version: 1.0\r\n\r\nText.\r\n"
    )
    metadata = read(raw).metadata
    assert metadata.title == "Ärger mit Bürsten"
    assert metadata.publisher == "Café Verband"
    assert metadata.published is None


def test_the_page_is_read_for_its_structure() -> None:
    mail = message()
    mail.add_alternative(
        f"<h1>Bridge opens</h1><p>{BODY}</p><ul><li>Free</li></ul>", subtype="html"
    )
    document = read(mail)
    assert blocks(document) == ["Bridge opens", BODY, "• Free"]
    assert [block.kind for block in document.blocks] == ["heading", "paragraph", "list_item"]
    assert document.media_type == "message/rfc822"


def test_the_plain_part_is_read_where_the_page_says_less() -> None:
    mail = message()
    mail.add_alternative(
        "<p><a href='https://x.example'>Read in the browser</a></p>", subtype="html"
    )
    assert blocks(read(mail)) == [BODY]


@pytest.mark.parametrize(
    ("tail", "note"),
    [
        ("\n-- \nAnn Lee\nPress office\n", "signature"),
        ("\nSent from my telephone\n", "signature"),
        ("\nOn Mon, 3 Jun 2024 at 08:00, Bo Ek <bo@x.example> wrote:\n> When?\n> Bo\n", "quoted"),
        ("\nAm 03.06.2024 um 08:00 schrieb Bo Ek:\n> Wann?\n", "quoted"),
        ("\n-----Original Message-----\nFrom: Bo\n\nWhen?\n", "quoted"),
        ("\n> When does it open?\n", "quoted"),
    ],
)
def test_signature_and_history_are_dropped(tail: str, note: str) -> None:
    document = read(message(BODY + "\n" + tail))
    assert blocks(document) == [BODY]
    assert note in document.notes[0]


def test_history_in_a_page_is_dropped() -> None:
    mail = message()
    mail.add_alternative(
        f"<p>{BODY}</p><p>{BODY}</p><div class='gmail_quote'>On Monday Bo wrote:<blockquote>When?"
        "</blockquote></div>",
        subtype="html",
    )
    assert blocks(read(mail)) == [BODY, BODY]


def test_a_forwarded_release_is_the_release() -> None:
    document = read(
        message(
            "FYI\n\n---------- Forwarded message ---------\nFrom: County <a@b.example>\n"
            f"Date: Mon, 3 Jun 2024\nSubject: Bridge\nTo: <c@d.example>\n\n{BODY}\n"
        )
    )
    assert blocks(document) == [BODY]
    assert "forwarded" in document.notes[0]


def test_flowed_lines_are_joined() -> None:
    raw = (
        b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/plain; format=flowed\n\n"
        b"One line that \nflows on.\n\nNext.\n"
    )
    assert read(raw).text.strip() == "One line that flows on.\n\nNext."


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "no-such-charset"])
def test_charsets(charset: str) -> None:
    encoding = "cp1252" if charset == "no-such-charset" else charset
    raw = (
        f"From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n"
        "Content-Transfer-Encoding: base64\n\n"
    ).encode() + base64.b64encode("Ein Café für alle".encode(encoding))
    assert read(raw).text == "Ein Café für alle"


def test_an_attached_release_is_offered() -> None:
    mail = message()
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="facts.pdf")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    document = read(mail)
    assert blocks(document) == [BODY]
    assert [note for note in document.notes if "attached" in note] == [
        "not read: attached facts.pdf; if that is the release, save and publish it"
    ]


def test_an_attached_release_is_read_where_the_message_only_announces_it() -> None:
    document = read(six_formats.as_email_with_attachment())
    assert "Miriam Okafor" in document.text
    assert "Dear editor" not in document.text
    assert document.notes[-1] == "read from the attachment release.docx"


def test_a_message_in_a_message_is_read() -> None:
    outer = EmailMessage()
    outer["From"] = "desk@paper.example"
    outer["Subject"] = "see attached"
    outer.set_content("attached")
    outer.add_attachment(message())
    assert blocks(read(outer)) == [BODY]


@pytest.mark.parametrize("body", ["", " \n"])
def test_a_message_without_words_is_refused(body: str) -> None:
    with pytest.raises(ReleaseError, match="no text found") as error:
        read(message(body))
    assert error.value.hint


@pytest.mark.parametrize(
    ("data", "low", "high"),
    [
        (b"Return-Path: <a@b>\r\nReceived: from x\r\n\tby y\r\n\r\nHi", 0.9, 1),
        (b"From a@b Mon\nFrom: a@b\nMIME-Version: 1.0\n\nHi", 0.9, 1),
        (b"From: a@b.example\nDate: Mon, 3 Jun 2024 09:00:00 +0200\n\nHi", 0.8, 0.9),
        (b"FROM: The mayor\nTO: The press\nDATE: June 3\n\nA memo is no message.", 0, 0),
        (b"Contact: Ann\nPhone: 555\n\nThe bridge opens.", 0, 0),
        (b"The bridge opens.\nFrom: a@b\nMIME-Version: 1.0\n", 0, 0),
    ],
)
def test_score(data: bytes, low: float, high: float) -> None:
    assert low <= create().score(Source("x.txt", "text/plain", data)) <= high
