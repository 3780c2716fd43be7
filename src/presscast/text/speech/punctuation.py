"""Marks that are heard as pauses, and symbols that are heard as words or not at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from presscast.model import SpokenToken
from presscast.text.speech.line import Line, Reading

_STOPS = re.compile(r"[.!?…,;:。！？]+")
_DASHES = re.compile(r"[-–—―‐‒−]+")
_BULLETS = "→★☆•‣▪◦●○■□►▶➢➤✓✔❖·*⁃∙"
_DASH = "[-–—]"
_END_MARK = re.compile(
    rf"\s*(?:{_DASH}+\s*\d{{1,3}}\s*{_DASH}+|[(–—-]+\s*(?i:more|end|ends)\s*[)–—-]+"
    r"|[#*_=~•\-–—]+(?:\s*[#*_=~•\-–—]+)*)\s*"
)
_DATELINE = re.compile(
    r"\s*[A-Z]{3,}(?:[ .,-]+[A-Z]{2,})*\b(?!.*[.?!]\s+[A-Z]{0,1}[a-z]+ [a-z]).{0,50}$"
)
_LONGEST_DATELINE = 120
_DATELINE_END = re.compile(r"\s+[“\"]?[A-Z]")
_FOOTNOTE = re.compile(r"\[(?:\d{1,3}|[a-z]|note \d+)\]|[¹²³⁰⁴-⁹†‡]+|\*+(?=\s|$)")

_LINK_TARGET = re.compile(
    r"\]\((?:https?:|mailto:|\.{0,2}/|#|[\w-]+[/.])[^()\s]*(?:\([^()\s]*\)[^()\s]*)*"
    r"(?:\s[^()\s]*){0,2}\)"
)
"""Of a link in Markdown: `](https://…)`; a long one may be broken over lines."""
_LINK_WORDS = re.compile(r"\[[^\[\]]{1,300}(?=\]\()")
_HEADING_MARK = re.compile(r"#{2,6}(?=\s)|#(?=\s+[^\W\d])")


def is_end_mark(text: str) -> bool:
    """Return whether a line says only that the release ends or goes on: `###`, `-30-`, `* * *`."""
    return _END_MARK.fullmatch(text) is not None


def punctuation(line: Line, start: int, words: Mapping[str, str]) -> Reading:
    """Return the reading of a mark or symbol that no rule of the language has read.

    `words` says some symbols; the others are silent, and brackets and dashes are short pauses.
    """
    text, char = line.text, line.text[start]
    if stops := _STOPS.match(text, start):
        return Reading((line.mark(start, stops.end(), _mark(stops[0])),), stops.end())
    if (note := _FOOTNOTE.match(text, start)) and start and not text[start - 1].isspace():
        return Reading((line.silence(start, note.end()),), note.end())
    if dashes := _DASHES.match(text, start):
        end = dashes.end()
        if (
            dashes[0] in words
            and text[end : end + 1].isdecimal()
            and text[start - 1 : start].isalnum()
        ):
            return Reading((line.say(start, end, words[dashes[0]]),), end)
        return Reading((_dash(line, start, end),), end)
    if silent := _markdown(line, start):
        return Reading((line.silence(start, silent),), silent)
    end = start + 1
    if char in "()[]{}|¦":
        return Reading((line.mark(start, end, ","),), end)
    if char in words and not (char in _BULLETS and line.opens(start)):
        return Reading((line.say(start, end, words[char]),), end)
    if char == "/" and text[start - 1 : start].isspace() and text[end : end + 1].isspace():
        return Reading((line.mark(start, end, ","),), end)
    if char == "/" or unicodedata.category(char)[0] in "SPCZM":
        return Reading((line.silence(start, end),), end)
    return Reading((line.say(start, end, unicodedata.normalize("NFC", char)),), end)


def _markdown(line: Line, start: int) -> int:
    """Return where a mark of Markdown ends that nobody is to hear, or 0."""
    text, char = line.text, line.text[start]
    if char == "]":
        target = _LINK_TARGET.match(text, start)
        return target.end() if target else 0
    if char == "[":
        words = _LINK_WORDS.match(text, start)
        return start + 1 if words and _LINK_TARGET.match(text, words.end()) else 0
    if char == "#" and line.opens(start):
        heading = _HEADING_MARK.match(text, start)
        return heading.end() if heading else 0
    return 0


def _mark(stops: str) -> str:
    """Return one mark for a run of them: `?!` asks, `...` trails off."""
    for mark, forms in (("?", "?？"), ("!", "!！")):
        if any(form in stops for form in forms):
            return mark
    if "…" in stops or stops.startswith("..."):
        return "…"
    return stops[0] if stops[0] in ",;:" else "."


def _dash(line: Line, start: int, end: int) -> SpokenToken:
    """Return the pause of a dash: none within a word, a full one after a dateline."""
    text = line.text
    spaced = text[start - 1 : start].isspace() and not text[end : end + 1].strip()
    if line.opens(start):
        return line.silence(start, end)
    if (
        spaced
        and start < _LONGEST_DATELINE
        and _DATELINE.match(text, 0, start)
        and _DATELINE_END.match(text, end)
    ):
        return line.mark(start, end, ".")
    if spaced or end - start > 1 or text[start] in "—―":
        return line.mark(start, end, ",")
    return line.silence(start, end)
