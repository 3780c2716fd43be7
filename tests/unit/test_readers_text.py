"""The text reader and the decoding under it."""

from __future__ import annotations

import pytest
from document_contract import check_document

from presscast.errors import ReleaseError
from presscast.model import Document, Source
from presscast.readers.text import create
from presscast.text.decoding import decode, media_type_and_charset

RELEASE = "“Café” opens\n\nShe said: “It’s 5 €.”\n"


def read(data: bytes, media_type: str = "") -> Document:
    document = create().read(Source("release.txt", media_type, data))
    check_document(document)
    return document


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_that_state_themselves_need_no_note(encoding: str) -> None:
    document = read(RELEASE.encode(encoding))
    assert document.text == RELEASE
    assert document.notes == ()


@pytest.mark.parametrize(
    ("encoding", "note"),
    [("utf-16-le", "UTF-16-LE"), ("utf-16-be", "UTF-16-BE"), ("cp1252", "Windows-1252")],
)
def test_encodings_that_are_guessed_are_noted(encoding: str, note: str) -> None:
    document = read(("The new " + RELEASE).encode(encoding))
    assert document.text == "The new " + RELEASE
    assert note in document.notes[0]


def test_a_stated_charset_is_used_where_the_text_is_not_utf_8() -> None:
    assert read("Žluť".encode("iso8859-2"), "text/plain; charset=iso-8859-2").text == "Žluť"
    assert read("Žluť".encode(), "text/plain; charset=iso-8859-2").text == "Žluť"
    assert read("naïve".encode("cp1252"), "text/plain; charset=nonsense").text == "naïve"


def test_line_ends_become_newlines_and_nothing_else_changes() -> None:
    text = "A \r\n\tB\u00a0 \rC\u2028D\x0cE\u00adF\n\n\n"
    document = read(text.encode())
    assert document.text == "A \n\tB\u00a0 \nC\u2028D\x0cE\u00adF\n\n\n"
    assert document.notes == ()


def test_blocks_are_runs_of_lines() -> None:
    document = read(b"\n\n  One\n two  \n \t\n\n* three\n")
    assert [document.text[slice(*block.span)] for block in document.blocks] == [
        "One\n two",
        "* three",
    ]
    assert {block.kind for block in document.blocks} == {"paragraph"}


@pytest.mark.parametrize("rounds", [1, 2])
def test_mojibake_is_mended_when_certain(rounds: int) -> None:
    spoilt = RELEASE
    for _ in range(rounds):
        spoilt = spoilt.encode().decode("cp1252", "surrogateescape")
        spoilt = "".join(chr(ord(c) & 0xFF) if "\udc80" <= c <= "\udcff" else c for c in spoilt)
    document = read(spoilt.encode())
    assert document.text == RELEASE
    assert "mended" in document.notes[0]


@pytest.mark.parametrize(
    "text", ["EL NIÑO‘ ", "São Paulo, Ã", "Ã© beside a real é", "Привет", "x² + y²", "Â£ and ”"]
)
def test_what_may_be_meant_is_left_alone(text: str) -> None:
    assert read(text.encode()).text == text


def test_control_characters_of_windows_are_mended_in_place() -> None:
    document = read("He said \x93no\x94 \x97 it\x92s".encode())
    assert document.text == "He said “no” — it’s"
    assert len(document.notes) == 1


def test_a_few_stray_bytes_do_not_spoil_utf_8() -> None:
    document = read("“Café”, naïve — ".encode() + b"\x93" + " and then ”".encode())
    assert document.text == "“Café”, naïve — “ and then ”"


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"", "is empty", "choose"),
        (b" \r\n \t\n", "white space", "choose"),
        (b"\xef\xbb\xbf", "white space", "choose"),
        (b"abc\0\0def\1", "is not text", "DOCX"),
        (b"\x89PNG\r\n\x1a\n123", "is not text", "OCR"),
        (b"\xd0\xcf\x11\xe0" + b"Word" * 99, "is not text", ".docx"),
        (b"{\\rtf1 hello}", "is not text", ".docx"),
        (b"PK\x03\x04 a spreadsheet", "is not text", ".docx"),
        (bytes(range(1, 256)), "is not text", "DOCX"),
    ],
)
def test_what_is_no_text_is_refused_with_advice(data: bytes, message: str, hint: str) -> None:
    with pytest.raises(ReleaseError, match=message) as error:
        read(data)
    assert "release.txt" in str(error.value)
    assert hint in error.value.hint


def test_five_megabytes_are_read() -> None:
    text = "A paragraph of a very long release — it goes on and on.\n\n" * 90_000
    assert len(read(text.encode()).blocks) == 90_000


def test_media_type_parameters() -> None:
    assert media_type_and_charset("Text/Plain; Charset='UTF-8'; x=y") == ("text/plain", "UTF-8")
    assert media_type_and_charset("") == ("", None)


def test_decode_gives_none_for_binary() -> None:
    assert decode(b"GIF89a\0\1") is None
