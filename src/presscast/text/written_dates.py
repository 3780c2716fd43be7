"""Dates as they are written in releases: found, and turned into ISO 8601."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from presscast.text.release_words import structure

_OFFSETS_MIN = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "cet": 60, "mez": 60, "west": 60,
    "cest": 120, "mesz": 120, "eet": 120, "eest": 180, "est": -300, "edt": -240, "cst": -360,
    "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "brt": -180, "ist": 330,
    "jst": 540, "aest": 600, "aedt": 660,
}  # fmt: skip
_REGIONS = {
    "et": "America/New_York", "eastern": "America/New_York",
    "ct": "America/Chicago", "central": "America/Chicago",
    "mt": "America/Denver", "mountain": "America/Denver",
    "pt": "America/Los_Angeles", "pacific": "America/Los_Angeles",
}  # fmt: skip
_ZONE = "|".join(sorted((*_OFFSETS_MIN, *_REGIONS), key=len, reverse=True))
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th|er|º|ª|°|\.)?"
_YEAR = r"(?:19|20)\d\d"


@cache
def date_pattern() -> re.Pattern[str]:
    """Return the pattern of a date in any of the languages, with or without its year."""
    words = structure()
    month = rf"(?:{words.months})\b\.?"
    joiner = rf"(?:(?:{words.date_joiners})\s+)?"
    weekday = rf"(?:\b(?:{words.weekdays})\b\.?,?\s+)?"
    return re.compile(
        rf"(?<![\w/.-])(?:"
        rf"{_YEAR}[-/]\d{{1,2}}[-/]\d{{1,2}}(?!\d)"
        rf"|{joiner}{weekday}\d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?(?:{_YEAR}|\d\d)(?!\d)"
        rf"|{joiner}{weekday}{joiner}{_ORDINAL}\s+{joiner}{month}"
        rf"(?:,?\s+{joiner}{_YEAR}(?!\d))?"
        rf"|{weekday}(?:the\s+)?{month}\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d)"
        rf"(?:,?\s+{joiner}{_YEAR}(?!\d))?"
        rf"|\d{{1,2}}-{month}-(?:{_YEAR}|\d\d)(?!\d)"
        rf"|{month}\s+{joiner}{_YEAR}(?!\d)"
        rf")",
        re.IGNORECASE,
    )


@cache
def time_pattern() -> re.Pattern[str]:
    """Return the pattern of a time of day, with its zone where it is given."""
    after = rf"(?:\s*(?:{structure().clock}|{_ZONE})\b\.?|\s*\((?:{_ZONE})\))"
    return re.compile(
        rf"(?<![\w.:])(?:\d{{1,2}}[:.h]\d\d(?::\d\d)?{after}{{0,3}}|\d{{1,2}}{after}{{1,3}})",
        re.IGNORECASE,
    )


def iso_date(written: str, *, month_first: bool) -> str | None:
    """Return a written date as `YYYY-MM-DD`; None where it has no year or no such day exists."""
    numbers = [int(number) for number in re.findall(r"\d+", written)]
    month = next(
        (
            structure().month_numbers[word]
            for word in re.findall(r"[^\W\d_]+", written.lower())
            if word in structure().month_numbers
        ),
        None,
    )
    if month is None:
        if len(numbers) != 3:
            return None
        if numbers[0] > 99:
            year, month, day = numbers
        else:
            first, second, year = numbers
            us_order = month_first and "/" in written
            month, day = (first, second) if us_order else (second, first)
            if month > 12:
                month, day = day, month
            year += 2000 if year < 70 else 1900 if year < 100 else 0
    else:
        years = [number for number in numbers if number > 31]
        days = [number for number in numbers if number <= 31]
        if not years or not days:
            return None
        year, day = years[0], days[0]
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def iso_moment(written: str, *, month_first: bool) -> str | None:
    """Return the first date of a text as ISO 8601, with its time and offset where they stand.

    A US zone named without `standard` or `daylight` gets the offset of that day.
    """
    found = date_pattern().search(written)
    if found is None:
        return None
    day = iso_date(found[0], month_first=month_first)
    if day is None:
        return None
    rest = written[: found.start()] + " " * len(found[0]) + written[found.end() :]
    time = time_pattern().search(rest)
    if time is None:
        return day
    clock = re.match(r"(\d{1,2})(?:[:.h](\d\d))?", time[0])
    if clock is None:
        return day
    hour, minute = int(clock[1]), int(clock[2] or 0)
    half = re.search(r"\b([ap])\.?m\b", time[0], re.IGNORECASE)
    if half:
        hour = hour % 12 + (12 if half[1].lower() == "p" else 0)
    try:
        moment = dt.datetime.fromisoformat(day).replace(hour=hour, minute=minute)
    except ValueError:
        return day
    zone = re.search(rf"\b({_ZONE})\b", time[0], re.IGNORECASE)
    return moment.isoformat(timespec="minutes") + (_offset(zone[1].lower(), moment) if zone else "")


def _offset(zone: str, moment: dt.datetime) -> str:
    """Return a zone's offset at a moment as `+HH:MM`; empty where this machine cannot tell."""
    if zone in _OFFSETS_MIN:
        minutes = _OFFSETS_MIN[zone]
    else:
        try:
            offset = ZoneInfo(_REGIONS[zone]).utcoffset(moment)
        except ZoneInfoNotFoundError:  # Windows has no zone table of its own
            return ""
        minutes = round(offset.total_seconds() / 60) if offset else 0
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
