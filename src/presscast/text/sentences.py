"""Sentences: where one ends, and where a long one may be cut."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from presscast.model import Span

# A stop, the marks that close with it (a French guillemet after a space too), and footnote marks.
_STOP = re.compile(
    r"(?P<stop>[.!?…。！？]+)"
    r"(?P<closers>(?:[\"'”’»›)\]}“]|[ \u00a0\u202f]»|\[\d{1,3}\]|[¹²³⁰⁴-⁹*†‡])*)"
    r"(?=\s|$)"
)
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_OPENERS = " \t\n\u00a0\u202f\"'“‘„‚«‹([{¿¡—–-•*"
# The series and page of a law report: `23 So. 3d 45`.
_SERIES = re.compile(r"(?:[23]d|[4-9]th)\s\d{1,4}\b")
_WORD_BEFORE = re.compile(r"[^\s\"“”„«»()\[\]/,;:–—]+$")
_WORD_AFTER = re.compile(r"[\w’']+(?:\.\w+)*\.?")
_LIST_MARK = re.compile(r"[\s\"“(\[*•–—-]*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})$")
_ORDINAL_LEAD = re.compile(
    r"\b(?:am|der|die|das|dem|den|des|vom|zum|zur|im|beim|bis|ab|seit|und|ihr|sein|unser|ihre|seine|unsere)"
    r"\s+\d{1,3}$",
    re.IGNORECASE,
)
_HALVES = frozenset({"a.m", "p.m", "am", "pm"})
# `6 p.m. - 8 p.m.` is one span of hours.
_SPAN = re.compile(r"\s?[-–—]\s?\d")
# The number of a file or a case may begin with letters: `No. A-123`.
_NUMBERED = re.compile(
    r"[A-Z]{1,4}(?:-[A-Z]{1,4}){0,3}[-/]?\d|[IVXL]{2,}\b"
    r"|(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve)\b"
)
_NUMBER_SIGN = re.compile(r"Nos?\.\s?\d")
# `Nov. 3-Dec. 17`
_DAY_TO_MONTH = re.compile(r"\d{1,2}-(?=[a-z]{3,4}$)")
_CLAUSE_END = re.compile(r"[;:,—–)\]”»](?=\s)|(?<=\s)(?=[—–(\[“«])")


@dataclass(frozen=True, slots=True)
class _Rules:
    """What one language writes with a full stop that does not end a sentence."""

    before_name: frozenset[str]
    before_number: frozenset[str]
    inside: frozenset[str]
    either: frozenset[str]
    starters: frozenset[str]
    after_time: frozenset[str]
    said: frozenset[str]
    months: frozenset[str]


@cache
def _rules(language: str) -> _Rules:
    """Return the rules of a language, those of English for one that has none of its own."""
    folder = files("presscast.text") / "data" / "sentences"
    path = folder / f"{language}.toml"
    if not path.is_file():
        path = folder / "en.toml"
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    return _Rules(**{name: frozenset(words.split()) for name, words in lists.items()})


def split_sentences(text: str, language: str) -> tuple[Span, ...]:
    """Return the spans of the sentences of a text, in order, without white space at their edges.

    Every character but white space lies in one. A blank line always ends a sentence, a single line
    break never does. Closing marks stay with the sentence that they close. `language` is an
    RFC 5646 tag; only its first part counts.
    """
    rules = _rules(language.partition("-")[0].lower() or "en")
    spans: list[Span] = []
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        spans.extend(_paragraph(text, Span(start, gap.start()), rules))
        start = gap.end()
    spans.extend(_paragraph(text, Span(start, len(text)), rules))
    return tuple(spans)


def _paragraph(text: str, span: Span, rules: _Rules) -> list[Span]:
    spans: list[Span] = []
    start = span.start
    for match in _STOP.finditer(text, span.start, span.end):
        if _ends(text, start, span.end, match, rules):
            _append(spans, text, Span(start, match.end()))
            start = match.end()
    _append(spans, text, Span(start, span.end))
    return spans


def _append(spans: list[Span], text: str, span: Span) -> None:
    piece = text[span.start : span.end]
    if inner := piece.strip():
        start = span.start + piece.index(inner[0])
        spans.append(Span(start, start + len(inner)))


def _ends(text: str, start: int, end: int, match: re.Match[str], rules: _Rules) -> bool:
    """Return whether a stop ends the sentence that began at `start`."""
    after = match.end()
    while after < end and text[after] in _OPENERS:
        after += 1
    if after >= end:
        return True
    if text[after].islower() or _SERIES.match(text, after):
        return False
    following = _WORD_AFTER.match(text, after, end)
    next_word = following[0].rstrip(".").lower().replace("’", "'") if following else text[after]
    if not any(char.isalnum() for char in text[start : match.start()]):
        return False  # an ellipsis or a mark that opens the sentence
    if match["stop"] != ".":
        return not (match["closers"] and _goes_on_with_speaker(text, match.end(), end, rules))
    found = _WORD_BEFORE.search(text, start, match.start())
    word = found[0].lower().replace("’", "'") if found else ""
    if day := _DAY_TO_MONTH.match(word):
        word = word[day.end() :]
    if not word or match["closers"].strip(")]") != "":
        return True
    bare = match["closers"] == ""
    if bare and _LIST_MARK.fullmatch(text, start, match.start()):
        return False
    if not bare and word not in rules.inside | rules.either:
        return True
    if word in _HALVES and _SPAN.match(text, match.end()):
        return False
    if _NUMBER_SIGN.match(text, after) and (word in rules.before_number or _is_initials(word)):
        return False
    if word in rules.before_number and _NUMBERED.match(text, after):
        return False
    if word.isdecimal() and rules.months:
        return not _is_ordinal(text[start : match.start()], next_word, rules)
    return _abbreviation_ends(word.rpartition("'")[2] or word, next_word, rules)


def _abbreviation_ends(word: str, next_word: str, rules: _Rules) -> bool:
    """Return whether a sentence ends after `word.`, which may be an abbreviation.

    Both words are in lower case.
    """
    starter = next_word in rules.starters
    if word in rules.inside or (word in rules.before_name and not starter):
        return False
    if word in rules.before_number and (next_word[0].isdigit() or next_word[0] in "§#"):
        return False
    if word in _HALVES:
        return next_word not in rules.after_time
    if word in rules.either or _is_initials(word):
        # Two initials in a row are a name: `J. A. Ruiz`.
        return starter and (len(next_word) > 1 or len(word) > 1)
    return True


def _is_initials(word: str) -> bool:
    parts = word.split(".")
    return all(len(part) == 1 and part.isalpha() for part in parts) or (
        len(word) > 2 and word[-2] == "-" and word[-1].isalpha()
    )


def _is_ordinal(before: str, next_word: str, rules: _Rules) -> bool:
    """Return whether a number with a full stop is an ordinal, as in `am 3. Mai`."""
    if next_word in rules.months:
        return True
    if next_word in rules.starters:
        return False
    return _ORDINAL_LEAD.search(before) is not None


def _goes_on_with_speaker(text: str, start: int, end: int, rules: _Rules) -> bool:
    """Return whether a quoted question is followed by who asked it: `“Why?” Ana Ruiz asked`."""
    words = re.findall(r"[^\s,.;:!?]+", text[start : min(end, start + 60)])
    for word in words[1:5]:
        if word in rules.said:
            return True
        if not word[0].isupper():
            return False
    return False


def split_long(text: str, span: Span, max_chars: int) -> tuple[Span, ...]:
    """Return a sentence cut into pieces of at most `max_chars` characters; 0 means no limit.

    Cuts at the ends of clauses where it can, else between words; a word longer than the limit stays
    whole. Every character but white space lies in one piece, in order.
    """
    pieces: list[Span] = []
    start = span.start
    while max_chars > 0 and span.end - start > max_chars:
        cut = _cut(text, start, start + max_chars, span.end)
        _append(pieces, text, Span(start, cut))
        start = cut
    _append(pieces, text, Span(start, span.end))
    return tuple(pieces)


def _cut(text: str, start: int, limit: int, end: int) -> int:
    """Return the best place at most at `limit` to cut, or the first one after it."""
    clause = 0
    for match in _CLAUSE_END.finditer(text, start, min(limit + 1, end)):
        if match.end() <= limit:
            clause = match.end()
    if clause > start + (limit - start) // 3:
        return clause
    for place in range(limit, start, -1):
        if text[place].isspace():
            return place
    while limit < end and not text[limit].isspace():
        limit += 1
    return limit
