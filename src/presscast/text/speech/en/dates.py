"""Dates in English, American or British."""

from __future__ import annotations

import re

from presscast.text.speech.en import numbers
from presscast.text.speech.en.tables import WORDS
from presscast.text.speech.en.times import read_time
from presscast.text.speech.line import Line, Reading

_ORDER = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTHS = {
    **{name.lower(): name for name in _ORDER},
    **{name.lower()[:3]: name for name in _ORDER},
    "sept": "September",
}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAYS = {
    **{name.lower()[:3]: name for name in DAYS},
    "tues": "Tuesday",
    "weds": "Wednesday",
    "thur": "Thursday",
    "thurs": "Thursday",
}
_DAY_NAMES = "|".join(sorted((key.capitalize() for key in WEEKDAYS), key=len, reverse=True))
_WEEKDAY = re.compile(
    rf"(?P<day>{_DAY_NAMES})(?:\.|(?=,\s(?:\d|[A-Z][a-z]{{2,8}}\.?\s\d)))", re.IGNORECASE
)
_WEEKDAYS_RANGE = re.compile(
    rf"(?P<from>{_DAY_NAMES})\.?\s?[-–—]\s?(?P<to>{_DAY_NAMES})\b(?:\.(?=[\s,;]+\S))?",
    re.IGNORECASE,
)
_WEEKDAY_NAMES = rf"(?:{'|'.join(DAYS)})"
_JOINED_WEEKDAYS = re.compile(rf"{_WEEKDAY_NAMES}[-‑]{_WEEKDAY_NAMES}(?![\w'’-])", re.IGNORECASE)
_FROM_WEEKDAY = re.compile(rf"\b{_WEEKDAY_NAMES}\s?$")
_TO_WEEKDAY = re.compile(rf"[-–—]\s?(?={_WEEKDAY_NAMES}\b(?!['’]))")
_FROM_DAY = re.compile(r"\b[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?\s?$")
_TO_DAY = re.compile(rf"[-–—]\s?(?={_WEEKDAY_NAMES},?\s[A-Z][a-z]{{2,8}}\.?\s\d)")
_SHORT_YEAR = re.compile(r"[’'‘](?P<year>\d\d)(?![\w’'])")
_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH = rf"(?P<month>{_NAMES})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d|[.,:]\d|/|%|-(?!\d{4}\b)\w)"
_YEAR = r"(?P<year>\d{4}|[’'‘]\d\d)(?![\d,]\d|\d)"
_MONTH_DAY = re.compile(
    rf"{_MONTH}(?:\s*|-){_DAY}(?:\s?(?P<dash>[-–—])\s?(?:(?P<month2>{_NAMES})\b\.?\s)?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[.:]\d))?"
    rf"(?:(?:,?\s|-){_YEAR})?",
    re.IGNORECASE,
)
_MONTH_DAY_RANGE = re.compile(
    rf"{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s?(?P<dash>[-–—])\s?(?:(?P<month2>{_NAMES})\b\.?\s)?"
    rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[.:]\d)(?:(?P<comma>,)?\s{_YEAR})?",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(rf"{_MONTH},?\s(?P<year>[12]\d{{3}})(?![\d]|,\d|\.\d)", re.IGNORECASE)
_MONTHS_RANGE = re.compile(
    rf"(?P<from>{_NAMES})\b\.?\s?[-–—]\s?(?P<to>{_NAMES})\b(?!\.?\s\d{{1,2}}\b)", re.IGNORECASE
)
_SHORT_MONTH = re.compile(
    rf"(?P<month>{_NAMES})\.(?:(?=\s*[\w,;)–—&/-])|(?<=eb\.|ug\.|pt\.|ct\.|ov\.|ec\.)(?=\s*$))".replace(
        "|may", ""
    ),
    re.IGNORECASE,
)
_DAY_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}})(?P<ending>st|nd|rd|th)?(?:\s?[-–]\s?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)?\s(?P<of>of\s)?"
    rf"(?P<month>{_NAMES})\b\.?(?:,?\s(?P<year>[12]\d{{3}})(?!\d))?",
    re.IGNORECASE,
)
_DAY_MONTH_DASHED = re.compile(r"(?P<day>\d{1,2})-(?P<month>[A-Za-z]{3,9})-(?P<year>\d{4}|\d\d)\b")
_ISO = re.compile(
    r"(?P<year>[12]\d{3})[-/.](?P<month>0?[1-9]|1[0-2])[-/.](?P<day>0[1-9]|[12]\d|3[01]|[1-9])(?![\d-])(?P<t>T(?=[012]\d:))?"
)
_SLASHED = re.compile(
    r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<year>[12]\d{3}|\d\d)(?![\d/-])(?!\.\d)"
)
_YEARS = re.compile(
    r"(?P<from>1[1-9]\d\d|20\d\d)(?P<dash>[-–—/])(?P<to>1[1-9]\d\d|20\d\d|\d\d)(?!\d|[-–—/]\d|%|,\d|\.\d)"
)
_DECADES = re.compile(
    r"[’'‘]?(?P<from>\d0|[12]\d\d0)[’']?s\s?[-–—]\s?[’'‘]?(?P<to>\d0|[12]\d\d0)[’']?s\b"
)
_MONTH_AND_DAY = re.compile(
    r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/]|\.\d|\s(?:of|inch|cup|mile|pound|vote|majority))"
)
_MONTHS_AND_DAYS = re.compile(
    r"(?P<a>\d{1,2})/(?P<b>\d{1,2})\s?[-–]\s?(?P<c>\d{1,2})/(?P<d>\d{1,2})(?![\d/]|\.\d)"
)
_DAY_COMMA = re.compile(rf"\b(?:{_DAY_NAMES}|[A-Z][a-z]{{2,5}}day)\.?,\s$")
_DATE_LEADS = WORDS["date_leads"]
# `fell by 3/5` says how much, not by when.
_CHANGED_BY = re.compile(
    r"\b(?:cut|down|drop|fell|grew|rose|shrank|shrunk|slid|up|[a-z]{3,}(?:ed|ing))\s+by\s$"
)
_ERA = re.compile(r"\s?(?P<era>B\.?C\.?E\.?|B\.?C\.?|A\.?D\.?|C\.?E\.?)(?![\w])")
_AD = re.compile(r"A\.?D\.?\s(?P<year>\d{1,4})(?![\d,])")


def month_name(written: str) -> str:
    """Return the full name of a month as written in a release."""
    return MONTHS[written.lower().rstrip(".")]


def _year(written: str) -> str:
    digits = written.lstrip("’'‘")
    return (
        numbers.year(int(digits))
        if len(digits) == 4
        else numbers.label(digits)
        if digits[0] != "0"
        else f"oh {numbers.cardinal(int(digits))}"
    )


def _date(day: str, month: str, year: str | None, *, british: bool) -> str:
    said = numbers.ordinal(int(day))
    words = f"the {said} of {month}" if british else f"{month} {said}"
    return f"{words}, {_year(year)}" if year else words


def _valid_day(written: str) -> bool:
    return 1 <= int(written) <= 31


def read_month(line: Line, start: int) -> Reading | None:
    """Read a date that begins with its month, or an abbreviated month alone."""
    text = line.text
    found = _MONTH_DAY_RANGE.match(text, start) or _MONTH_DAY.match(text, start)
    if found and not is_month(found["month"], found["year"], None):
        found = None
    if found and _valid_day(found["day"]) and not (found["day2"] and not _valid_day(found["day2"])):
        name = month_name(found["month"])
        words = f"{name} {numbers.ordinal(int(found['day']))}"
        if found["day2"]:
            second = f"{month_name(found['month2'])} " if found["month2"] else ""
            words += f" {numbers.joint(line, start)} {second}{numbers.ordinal(int(found['day2']))}"
        if found["year"]:
            words += f", {_year(found['year'])}"
        return Reading((line.say(start, found.end(), words),), found.end())
    if found := _MONTH_YEAR.match(text, start):
        words = f"{month_name(found['month'])} {_year(found['year'])}"
        return Reading((line.say(start, found.end(), words),), found.end())
    months = _MONTHS_RANGE.match(text, start)
    if months and months["from"][0].isupper() and months["to"][0].isupper():
        joint = numbers.joint(line, start)
        words = f"{month_name(months['from'])} {joint} {month_name(months['to'])}"
        return Reading((line.say(start, months.end(), words),), months.end())
    # At the end of a sentence `Jan.` may be somebody: only more text shows the abbreviation.
    short = _SHORT_MONTH.match(text, start)
    if not short or MONTHS[short["month"].lower()].lower() == short["month"].lower():
        return None
    return Reading((line.say(start, short.end(), month_name(short["month"])),), short.end())


def read_weekday(line: Line, start: int) -> Reading | None:
    """Read abbreviated days of the week: `Mon.`, `Mon,` before a date, `Mon.–Fri.`"""
    if days := _WEEKDAYS_RANGE.match(line.text, start):
        names = [WEEKDAYS[days[group].lower()] for group in ("from", "to")]
        return Reading((line.say(start, days.end(), " to ".join(names)),), days.end())
    found = _WEEKDAY.match(line.text, start)
    if not found or _is_word(line, found):
        return None
    return Reading((line.say(start, found.end(), WEEKDAYS[found["day"].lower()]),), found.end())


def _is_word(line: Line, found: re.Match[str]) -> bool:
    """Return whether what may be `Sun.` or `Sat.` is a word: `wind and sun.`, `the old man sat.`"""
    written = found["day"]
    if written.lower() not in {"sun", "sat", "wed", "mon"}:
        return False
    ends = not line.text[found.end() :].strip(" \t\n\u00a0\"'”’)]")
    before = line.before(found.start()).lower()
    return written.islower() or (
        ends and before not in {"on", "by", "until", "this", "next", "last"}
    )


def read_weekdays(line: Line, start: int) -> Reading | None:
    """Read days joined by a hyphen: `Monday-Friday`."""
    found = _JOINED_WEEKDAYS.match(line.text, start)
    if not found:
        return None
    words = " to ".join(day.capitalize() for day in re.split("[-‑]", found[0]))
    return Reading((line.say(start, found.end(), words),), found.end())


def read_span(line: Line, start: int) -> Reading | None:
    """Read the dash between days: `Monday – Friday`, `December 25 – Monday, January 1`."""
    for begun, ended in ((_FROM_WEEKDAY, _TO_WEEKDAY), (_FROM_DAY, _TO_DAY)):
        found = ended.match(line.text, start)
        if found and begun.search(line.text, max(0, start - 24), start):
            return Reading((line.say(start, start + 1, "to"),), found.end())
    return None


def read_short_year(line: Line, start: int) -> Reading | None:
    """Read `'08`."""
    found = _SHORT_YEAR.match(line.text, start)
    if not found or (start and line.text[start - 1].isalnum()):
        return None
    return Reading((line.say(start, found.end(), _year(found["year"])),), found.end())


def read_date(line: Line, start: int) -> Reading | None:
    """Read a date that begins with a digit."""
    text = line.text
    if found := _ISO.match(text, start):
        month = _ORDER[int(found["month"]) - 1]
        words = _date(found["day"], month, found["year"], british=line.region == "GB")
        date = line.say(start, found.end(), words)
        # What the `T` parts from the date is a time of day.
        clock = read_time(line, found.end()) if found["t"] else None
        if clock:
            comma = line.mark(found.end(), found.end(), ",")
            return Reading((date, comma, *clock.tokens), clock.end)
        return Reading((date,), found.end())
    if found := _SLASHED.match(text, start):
        return _slashed(line, start, found)
    if (
        (found := _DAY_MONTH.match(text, start))
        and _valid_day(found["day"])
        and is_month(found["month"], found["year"], found["ending"])
    ):
        month = month_name(found["month"])
        days = numbers.ordinal(int(found["day"]))
        if found["day2"]:
            days += f" {numbers.joint(line, start)} {numbers.ordinal(int(found['day2']))}"
        the = "" if line.before(start).lower() == "the" else "the "
        words = f"{the}{days} of {month}" + (f" {_year(found['year'])}" if found["year"] else "")
        return Reading((line.say(start, found.end(), words),), found.end())
    if (found := _DAY_MONTH_DASHED.match(text, start)) and found["month"].lower() in MONTHS:
        words = _date(
            found["day"],
            month_name(found["month"]),
            found["year"],
            british=line.region == "GB",
        )
        return Reading((line.say(start, found.end(), words),), found.end())
    return _month_and_day(line, start) or _years(line, start)


def _month_and_day(line: Line, start: int) -> Reading | None:
    """Read `10/15` as a date where the word before shows that it is one."""
    if both := _MONTHS_AND_DAYS.match(line.text, start):
        return _days_in_figures(line, start, both)
    found = _MONTH_AND_DAY.match(line.text, start)
    if not found or found[0] == "9/11":
        return None
    after_day = _DAY_COMMA.search(line.text, max(0, start - 14), start) is not None
    if not (after_day or _leads_date(line.before(start))):
        return None
    if _CHANGED_BY.search(line.text, max(0, start - 30), start):
        return None
    first, second = int(found["a"]), int(found["b"])
    british = line.region == "GB"
    day, month = (first, second) if british or first > 12 else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    words = _date(str(day), _ORDER[month - 1], None, british=british)
    return Reading((line.say(start, found.end(), words),), found.end())


def _days_in_figures(line: Line, start: int, found: re.Match[str]) -> Reading | None:
    """Read `5/1-5/7` as days where it cannot be a range of fractions."""
    spans = [(int(found["a"]), int(found["b"])), (int(found["c"]), int(found["d"]))]
    dated = _leads_date(line.before(start)) or any(month > day for month, day in spans)
    rising = spans[0][0] == spans[1][0] and spans[0][1] < spans[1][1]
    if line.region == "GB":
        spans = [(second, first) for first, second in spans]
    if not (dated or rising) or not all(
        1 <= month <= 12 and 1 <= day <= 31 for month, day in spans
    ):
        return None
    british = line.region == "GB"
    days = [_date(str(day), _ORDER[month - 1], None, british=british) for month, day in spans]
    return Reading((line.say(start, found.end(), " to ".join(days)),), found.end())


def _leads_date(before: str) -> bool:
    """Return whether a word before `10/15` shows that it is a date: `on`, `Tues.`"""
    word = before.lower().rstrip(".")
    return word in _DATE_LEADS or word in WEEKDAYS or word.capitalize() in DAYS


def is_month(month: str, year: str | None, ending: str | None) -> bool:
    """Return whether a word after a number is a month: `2 may` is one only with more to show it."""
    return (
        month[0].isupper()
        or month not in {"may", "march", "mar", "sun", "dec"}
        or bool(year or ending)
    )


def _slashed(line: Line, start: int, found: re.Match[str]) -> Reading | None:
    first, second = int(found["a"]), int(found["b"])
    day, month = (
        (first, second) if second <= 12 and (first > 12 or line.region == "GB") else (second, first)
    )
    if not (1 <= month <= 12 and 1 <= day <= 31) or (
        found["sep"] != "/" and len(found["year"]) == 2 and found["sep"] == "-" and first > 31
    ):
        return None
    year = found["year"]
    if len(year) == 2:
        year = ("20" if int(year) < 50 else "19") + year
    words = _date(str(day), _ORDER[month - 1], year, british=line.region == "GB")
    return Reading((line.say(start, found.end(), words),), found.end())


def _years(line: Line, start: int) -> Reading | None:
    text = line.text
    if found := _DECADES.match(text, start):
        joint = numbers.joint(line, start)
        words = f"{numbers.decade(found['from'])} {joint} {numbers.decade(found['to'])}"
        return Reading((line.say(start, found.end(), words),), found.end())
    if found := _YEARS.match(text, start):
        first, last = found["from"], found["to"]
        if len(last) == 2 and int(last) <= int(first[2:]):
            return None
        # `from 2010-15` tells when it ended; `the 2010-15 drought` is a name.
        if line.before(start).lower() in {"from", "between"}:
            last = first[: 4 - len(last)] + last
        low, high = numbers.year(int(first)), _year(last) if len(last) == 4 else numbers.label(last)
        words = f"{low} {numbers.joint(line, start)} {high}"
        return Reading((line.say(start, found.end(), words),), found.end())
    year = re.compile(r"\d{1,4}(?:,\d{3})?").match(text, start)
    if year and (era := _ERA.match(text, year.end())):
        letters = re.sub(r"[^A-Z]", "", era["era"])
        digits = year[0].replace(",", "")
        words = numbers.year(int(digits)) if len(digits) == 4 else numbers.cardinal(int(digits))
        return Reading(
            (line.say(start, year.end(), words), line.spell(era.start("era"), era.end(), letters)),
            era.end(),
        )
    return None


def read_anno(line: Line, start: int) -> Reading | None:
    """Read `A.D. 79`."""
    found = _AD.match(line.text, start)
    if not found:
        return None
    year = found.start("year")
    words = (
        numbers.year(int(found["year"]))
        if len(found["year"]) == 4
        else numbers.cardinal(int(found["year"]))
    )
    return Reading(
        (line.spell(start, year - 1, "AD"), line.say(year, found.end(), words)), found.end()
    )
