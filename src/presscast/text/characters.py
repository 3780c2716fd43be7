"""Make text from outside fit for XML, HTML, captions and tags: the one door that cleans it."""

from __future__ import annotations

import re

_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LINE_BREAKS = str.maketrans({"\r": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


def fit(text: str) -> str:
    """Return the text without the characters that XML 1.0 forbids or discourages, nothing else."""
    return text if text.isprintable() else _UNFIT.sub("", text)


def xml_text(text: str) -> str:
    """Return the text without the characters that XML 1.0 forbids or discourages.

    Control characters, noncharacters and lone surrogates go; every line end becomes `\\n`.
    Escapes nothing: that is the serializer's work, done once.
    """
    if text.isprintable():  # as most texts are: nothing to take out
        return text
    return _UNFIT.sub("", text.replace("\r\n", "\n").translate(_LINE_BREAKS))


def one_line(text: str) -> str:
    """Return the text, cleaned, on one line with single spaces and none at the edges."""
    return " ".join(xml_text(text).split())


def clip(text: str, limit: int) -> str:
    """Return at most `limit` characters of one line, ended by `…` after a whole word if cut."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > limit // 2 else head).rstrip(" ,;:–—-") + "…"


def clip_bytes(text: str, limit: int) -> str:
    """Return at most `limit` bytes of UTF-8 of the cleaned text, ended by `…` if cut."""
    clean = xml_text(text).strip()
    if len(clean.encode()) <= limit:
        return clean
    head = clean.encode()[: limit - len("…".encode())].decode(errors="ignore")
    cut = max(head.rfind(" "), head.rfind("\n"))
    return (head[:cut] if cut > len(head) // 2 else head).rstrip(" \n,;:–—-") + "…"
