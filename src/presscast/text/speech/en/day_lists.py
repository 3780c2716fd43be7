"""Several days of one month in English: `May 4 and 5, 2022`, `18, 21 and 24 April`."""

from __future__ import annotations

import re

from presscast.text.speech.en import numbers
from presscast.text.speech.en.dates import MONTHS, is_month, month_name
from presscast.text.speech.en.tables import WORDS
from presscast.text.speech.line import Line, Reading

_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%/:°]|[.,]\d|[-–]\w)"
_JOINTS = r"(?:and|or|&|to|through|thru|until|till)"
_DAYS = rf"{_DAY}(?:,\s{_DAY})*,?\s{_JOINTS}\s(?:the\s)?{_DAY}"
_YEAR = r"(?P<year>[12]\d{3})(?!\w|[,.]\d|[-–]\d)"
_MONTH_FIRST = re.compile(
    rf"(?P<month>{_NAMES})\b\.?\s(?P<days>{_DAYS})(?:,?\s{_YEAR})?", re.IGNORECASE
)
_DAYS_FIRST = re.compile(
    rf"(?P<days>{_DAYS})\s(?:of\s)?(?P<month>{_NAMES})\b(?!-)\.?(?:,?\s{_YEAR})?", re.IGNORECASE
)
_PIECE = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?|(?P<word>[A-Za-z]+|&)|(?P<comma>,)")
_NEXT = re.compile(r"\s+(?P<word>[A-Za-z]+)")
_AFTER_DATES = WORDS["after_amounts"] | frozenset("during with when where respectively".split())
_SPANS = frozenset({"to", "through", "thru", "until", "till"})


def read_month_days(line: Line, start: int) -> Reading | None:
    """Read days after their month: `Dec. 4 and 5`, `April 18, 21 and 24, 2022`."""
    found = _MONTH_FIRST.match(line.text, start)
    if not found or not is_month(found["month"], found["year"], None):
        return None
    days = _days(found["days"], "")
    if days is None or not (found["year"] or _ends(line, found.end())):
        return None
    year = f", {numbers.year(int(found['year']))}" if found["year"] else ""
    words = f"{month_name(found['month'])} {days}{year}"
    return Reading((line.say(start, found.end(), words),), found.end())


def read_days_month(line: Line, start: int) -> Reading | None:
    """Read days before their month: `18 and 19 April`."""
    found = _DAYS_FIRST.match(line.text, start)
    if not found or not found["month"][0].isupper():
        return None
    days = _days(found["days"], "the ")
    if days is None:
        return None
    the = "" if line.before(start).lower() == "the" else "the "
    year = f" {numbers.year(int(found['year']))}" if found["year"] else ""
    words = f"{the}{days} of {month_name(found['month'])}{year}"
    return Reading((line.say(start, found.end(), words),), found.end())


def _days(written: str, article: str) -> str | None:
    """Return days in words, or None where they do not rise as days of one month do."""
    words, last = "", 0
    for piece in _PIECE.finditer(written):
        if piece["day"]:
            day = int(piece["day"])
            if day <= last:
                return None
            last = day
            words += f" {numbers.ordinal(day)}"
        elif piece["comma"]:
            words += ","
        elif piece["word"].lower() != "the":
            joint = "and" if piece["word"] == "&" else piece["word"]
            words += f" {joint} {article}".rstrip() if joint in _SPANS else f" {joint}"
    return words.strip()


def _ends(line: Line, end: int) -> bool:
    """Return whether nothing follows that the last number may count: `May 4 and 12 people came`."""
    following = _NEXT.match(line.text, end)
    if following is None:
        return True
    word = following["word"]
    if word[0].isupper():
        return not word.endswith("s")
    return word in _AFTER_DATES or word.endswith("ly")
