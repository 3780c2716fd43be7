"""Bytes → text: which encoding, and mending what was decoded wrongly before."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PICTURE_AND_ARCHIVE_SIGNATURES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"ID3",
    b"\x1f\x8b",
    b"BZh",
    b"7z\xbc\xaf",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"\x7fELF",
    b"OggS",
)
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_C1 = {code: bytes((code,)).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
_C1 = {code: char for code, char in _C1.items() if char != "\ufffd"}
_C1_BACK = {ord(char): code for code, char in _C1.items()}
_LEAD_BYTE = re.compile(r"[\xc2-\xf4]")
_EXPECTED_WHERE_MENDED = re.compile(r"[\u00a0-\u017f\u2010-\u203a\u20ac\u2122\ufb01\ufb02]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with `\\n` line ends, and what had to be guessed or mended, for the publisher."""

    text: str
    notes: tuple[str, ...] = ()


def media_type_and_charset(stated: str) -> tuple[str, str | None]:
    """Return the bare media type in lower case, and the charset parameter.

    >>> media_type_and_charset('text/HTML; charset="UTF-8"')
    ('text/html', 'UTF-8')
    """
    charset = re.search(r";\s*charset\s*=\s*[\"']?([\w.:-]+)", stated, re.IGNORECASE)
    return stated.partition(";")[0].strip().lower(), charset[1] if charset else None


def is_binary(data: bytes) -> bool:
    """Return whether the bytes are surely no text in any encoding that `decode` reads."""
    if data.startswith(_PICTURE_AND_ARCHIVE_SIGNATURES):
        return True
    head = data[:65_536]
    if any(head.startswith(mark) for mark, _ in _MARKS[1:]):
        return False
    if b"\0" in data:
        return _utf16_without_mark(head) is None
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    return controls * 50 > len(head)


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """Return the text of the bytes, or None where they are not text.

    The byte order mark decides, then strict UTF-8, then the declared encoding, then Windows-1252.
    A clean UTF-8 text keeps every character; only `\\r\\n` and `\\r` become `\\n`.
    """
    if is_binary(data):
        return None
    notes: list[str] = []
    text = _decoded(data, declared, notes)
    if text is None:
        return None
    text = _mended(text, notes)
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), tuple(notes))


def _decoded(data: bytes, declared: str | None, notes: list[str]) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            if "\ufffd" in text:
                notes.append(f"bytes that are not {encoding.upper()} were replaced by \ufffd")
            # A file that is binary behind a mark is binary.
            return None if "\0" in text else text
    wide = _utf16_without_mark(data[:65_536])
    if wide is not None:
        text = data.decode(wide, "replace")
        notes.append(f"read as {wide.upper()}, which the file does not state")
        return None if "\0" in text else text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared is not None:
        as_declared = _in_declared_encoding(data, declared)
        if as_declared is not None:
            return as_declared
    if len(_MULTIBYTE.findall(data)) > len(
        _MULTIBYTE.sub(b"", data).translate(None, bytes(range(128)))
    ):
        notes.append("a few bytes are not UTF-8 and were read as Windows-1252")
        return "".join(_pieces(data))
    notes.append("read as Windows-1252, because it is not UTF-8; save the file as UTF-8 to be sure")
    return _windows_1252(data)


def _in_declared_encoding(data: bytes, declared: str) -> str | None:
    try:
        name = codecs.lookup(declared).name
        # Pages that declare Latin-1 mean Windows-1252: the WHATWG encoding standard says the same.
        if name in {"iso8859-1", "ascii"}:
            return _windows_1252(data)
        return data.decode(declared) if name not in {"utf-16", "utf-32", "utf-7"} else None
    except (LookupError, UnicodeError, ValueError):
        return None


def _pieces(data: bytes) -> list[str]:
    pieces = []
    end = 0
    for match in _MULTIBYTE.finditer(data):
        pieces.append(_windows_1252(data[end : match.start()]))
        pieces.append(match[0].decode("utf-8", "replace"))
        end = match.end()
    pieces.append(_windows_1252(data[end:]))
    return pieces


def _windows_1252(data: bytes) -> str:
    """Return the bytes as Windows-1252, its five undefined bytes as Latin-1."""
    return data.decode("latin-1").translate(_C1)


def _utf16_without_mark(head: bytes) -> str | None:
    """Return the byte order of UTF-16 that is mostly Latin, or None."""
    if len(head) < 4 or b"\0" not in head:
        return None
    even, odd = head[0::2], head[1::2]
    empty_even, empty_odd = even.count(0), odd.count(0)
    if empty_odd * 10 >= len(odd) * 7 and empty_even == 0:
        return "utf-16-le"
    if empty_even * 10 >= len(even) * 7 and empty_odd == 0:
        return "utf-16-be"
    return None


def _mended(text: str, notes: list[str]) -> str:
    if text.isascii():
        return text
    for _ in range(2):
        once = _without_mojibake(text)
        if once is None:
            break
        text = once
        mended = "characters that had been decoded wrongly (such as â€™ for ’) were mended"
        if mended not in notes:
            notes.append(mended)
    # C1 control characters are Windows-1252 that somebody read as Latin-1; one for one, so every
    # offset stays. U+0085 alone is left: it is also a line end.
    if re.search(r"[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f]", text):
        text = text.translate(_C1)
        notes.append("control characters were mended to the marks and dashes that they stood for")
    return text


def _without_mojibake(text: str) -> str | None:
    """Return the text with UTF-8 that was read as Windows-1252 mended, or None where not certain.

    Certain: the whole text goes back to bytes that are UTF-8, and gives letters and marks of Latin
    writing, or more than three of another.
    """
    if not _LEAD_BYTE.search(text):
        return None
    try:
        data = text.translate(_C1_BACK).encode("latin-1")
        mended = data.decode("utf-8")
    except UnicodeError:
        return None
    won = re.sub(r"[\x00-\x7f]", "", mended)
    expected = len(_EXPECTED_WHERE_MENDED.findall(won))
    return mended if won and (expected == len(won) or len(won) > 3) else None
