"""Dates in digits, years and times of day, as far as the languages share them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from presscast.text.speech.decimal_comma.tongue import Tongue
from presscast.text.speech.line import Line, Reading

_ISO = re.compile(
    r"(?P<year>[12]\d{3})[-/.](?P<month>0?[1-9]|1[0-2])[-/.](?P<day>0[1-9]|[12]\d|3[01]|[1-9])(?![\d-])(?:T[\d:.]+Z?)?"
)
_DIGITS = re.compile(
    r"(?P<day>\d{1,2})(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<year>[12]\d{3}|\d\d)(?![\d/-]|\.\d)"
)
_DAY_AND_MONTH = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/]|[.,]\d|[ \u00a0]de\s)")
_YEARS = re.compile(
    r"(?P<from>1[1-9]\d\d|20\d\d)[ \u00a0]?(?P<dash>[-–—/])[ \u00a0]?"
    r"(?P<to>1[1-9]\d\d|20\d\d|\d\d)(?![\d]|[-–—/.,]\d|[ \u00a0]?[%€])"
)


@dataclass(frozen=True, slots=True)
class Dates:
    """The rules for dates in digits, in the words of one language."""

    tongue: Tongue
    say: Callable[[int, int, int, str], str]
    """Says a day, a month from 1 and a year after the text before them, which may show a case."""

    def digits(self, line: Line, start: int) -> Reading | None:
        """Read `03.05.2023`, `3/5/23`, `2023-05-03`, day first unless the year is."""
        text = line.text
        if start and text[start - 1] in "/.-" and text[start - 2 : start - 1].isalnum():
            return None
        found = _ISO.match(text, start) or _DIGITS.match(text, start)
        if not found:
            return None
        day, month, year = int(found["day"]), int(found["month"]), int(found["year"])
        if month > 12 >= day and found.re is _DIGITS:
            day, month = month, day
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        if len(found["year"]) == 2:
            year += 2000 if year < 50 else 1900
        return Reading(
            (line.say(start, found.end(), self.say(day, month, year, text[:start])),),
            found.end(),
        )

    def day_and_month(self, line: Line, start: int) -> Reading | None:
        """Read `15/10` after a word that shows it to be a date."""
        found = _DAY_AND_MONTH.match(line.text, start)
        if not found or line.before(start).lower() not in self.tongue.tables.listed("date_leads"):
            return None
        day, month = int(found["day"]), int(found["month"])
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        words = self.say(day, month, 0, line.text[:start])
        return Reading((line.say(start, found.end(), words),), found.end())

    def years(self, line: Line, start: int) -> Reading | None:
        """Read `2015–2017`, `2015-17`, `2022/23`."""
        found = _YEARS.match(line.text, start)
        if not found:
            return None
        first, last = found["from"], found["to"]
        if len(last) == 2 and int(last) <= int(first[2:]):
            return None
        second = self.tongue.year(int(last)) if len(last) == 4 else self.tongue.count(int(last), "")
        joint = self.tongue.word("slash_years") if found["dash"] == "/" else self.tongue.word("to")
        words = " ".join(filter(None, (self.tongue.year(int(first)), joint, second)))
        return Reading((line.say(start, found.end(), words),), found.end())
