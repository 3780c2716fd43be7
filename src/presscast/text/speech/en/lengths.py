"""Lengths with the marks of feet and inches: `6'2"`, `a 12" pipe`, `18" x 24"`."""

from __future__ import annotations

import re

from presscast.text.speech.en import numbers
from presscast.text.speech.en.amount import attributive
from presscast.text.speech.line import Line, Reading

_FIGURE = (
    r"(?:\d{1,3}[ -]\d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}|\d{1,4}\s?[½¼¾⅓⅔⅕-⅞]|\d{1,4}(?:\.\d{1,3})?)"
)
_FOOT = "[′'’]"
_INCH = "(?:[″\"”]|''|’’|′′)"
_FEET_INCHES = re.compile(
    rf"(?P<feet>\d{{1,2}})\s?{_FOOT}[\s-]?(?P<inches>\d{{1,2}}(?:\s?[½¼¾]|\.\d)?)\s?{_INCH}"
)
_ANY_MARK = re.compile("[′″'’\"”]")
_LONGEST = 12
_MARKED = re.compile(rf"(?P<figure>{_FIGURE})\s?(?P<mark>{_INCH}|{_FOOT})")
_TIMES = re.compile(r"\s?[x×X]\s?(?=\d)")
_DIMENSIONS = frozenset(
    "tall wide long high deep thick by x in of to and or across diameter above below from"
    " per".split()
)
_ARTICLES = re.compile(
    r"(?:\b(?:a|an|the|one|each|every|two|three|four|six)|[a-z]['’]s)\s$", re.IGNORECASE
)
# A mark at a figure is an inch, not a quotation.
_STRAIGHT = re.compile(r"(?<!\d)\"")
_MIXED = re.compile(r"\d[ -]\d+/")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_OPENING = re.compile(r"(?:^|[\s(—–])['‘]\w")


def read_length(line: Line, start: int) -> Reading | None:
    """Read a length in feet, in inches or in both."""
    text = line.text
    if _ANY_MARK.search(text, start, start + _LONGEST) is None:
        return None
    if start and (text[start - 1].isalnum() or text[start - 1] in ".,/'’"):
        return None
    if both := _FEET_INCHES.match(text, start):
        feet = int(both["feet"])
        unit = "foot" if feet == 1 else "feet"
        inches = _figure(line, both["inches"])
        words = f"{numbers.cardinal(feet)} {unit} {inches}"
        return Reading((line.say(start, both.end(), words),), both.end())
    sides: list[str] = []
    mark, position = "", start
    while found := _MARKED.match(text, position):
        kind = "inch" if re.fullmatch(_INCH, found["mark"]) else "foot"
        if mark and kind != mark:
            break
        mark, end = kind, found.end()
        sides.append(_figure(line, found["figure"]))
        times = _TIMES.match(text, end)
        if times is None:
            break
        position = times.end()
    if not sides or not _is_length(line, start, end, mark, len(sides)):
        return None
    many = "inches" if mark == "inch" else "feet"
    written = text[start:end]
    part = "/" in written and not _MIXED.search(written)
    unit = mark if part or sides == ["one"] or _before_noun(line, start, end) else many
    words = f"{' by '.join(sides)} {unit}"
    return Reading((line.say(start, end, words),), end)


def _figure(line: Line, written: str) -> str:
    """Return a figure in words, its fraction too."""
    if plain := re.fullmatch(r"(\d{1,2})/(\d{1,2})", written):
        return numbers.fraction(int(plain[1]), int(plain[2])) or written
    quantity = numbers.quantity(Line(written, region=line.region), 0)
    return quantity[0] if quantity else written


def _before_noun(line: Line, start: int, end: int) -> bool:
    """Return whether a length stands before what it qualifies: `12" pipe`."""
    following = line.text[end : end + 1]
    word = line.after(end)
    if following == "-":
        return True
    return attributive(line, start, end) or (
        following == " " and word.islower() and word not in _DIMENSIONS
    )


def _is_length(line: Line, start: int, end: int, mark: str, sides: int) -> bool:
    """Return whether the mark after a figure is one of length, and closes no quotation."""
    text = line.text
    if text[end - 1] in "′″" or sides > 1:
        return True
    if _YEAR.fullmatch(text, start, end - 1):
        return False
    word = line.after(end)
    dimension = word in _DIMENSIONS - {"in", "of", "to", "and", "or", "from", "per"}
    if mark == "foot":
        if text[end : end + 1].isalnum() or _OPENING.search(text, 0, start):
            return False
        article = _ARTICLES.search(text, max(0, start - 12), start)
        return dimension or bool(article and text[end : end + 1] == " " and word.islower())
    if "/" in text[start:end]:
        return True
    opened = (
        text.count("“", 0, start) > text.count("”", 0, start)
        or len(_STRAIGHT.findall(text, 0, start)) % 2
    )
    if opened:
        return False
    return dimension or (text[end : end + 1] in {" ", "-"} and word.islower())
