"""Measures in English: percentages, units, temperatures, ranges and scores."""

from __future__ import annotations

import re

from presscast.text.speech.en import numbers
from presscast.text.speech.en.amount import SIGN, SIGN_WORDS, Amount, attributive, read_amount
from presscast.text.speech.en.tables import WORDS
from presscast.text.speech.en.units import UNIT_SYMBOL, UNITS
from presscast.text.speech.line import Line, Reading

_PERCENT = re.compile(r"[\s\u00a0\u202f]?(?:%|\bpct\b\.?|\bper cent\b)(?P<ranged>-?\s?points?\b)?")
_PER_MILLE = re.compile(r"\s?‰")
_PERCENT_RANGE = re.compile(rf"%\s?[-–—]\s?(?P<number>{numbers.NUMBER})\s?%")
_UNIT = re.compile(rf"(?P<joint>[\s\u00a0\u202f]|-|)(?P<unit>{UNIT_SYMBOL})")
_DENOMINATOR = re.compile(r"/(?P<unit>[A-Za-z]{1,4}[²³23]?)(?!\w)")
_PERIOD = re.compile(r"/(?P<period>minute|hour|day|week|month|year|person|student|household)\b")
_BY = re.compile(rf"(?:\s?[x×]\s?|X)(?P<number>{numbers.NUMBER})")
_RATIO = re.compile(r"(?P<a>\d{1,3}):(?P<b>\d{1,3})(?![\d:])")
_NAMED_RATIO = re.compile(r"(?P<a>\d{1,3})\s?:\s(?P<b>\d{1,3})(?![\d:])")
_LONG_RATIO = re.compile(r"\d{1,3}(?::\d{1,3}){2,4}(?![\d:])")
_MINUS = re.compile(r"−(?=\s)")
# `3.5L V6`
_ENGINE = re.compile(r"\s(?:[VIWH]-?\d|inline|flat|turbo|engine|four|six|eight)", re.IGNORECASE)
_FIGURED = re.compile(r"[=+\d]")
_TIMES = re.compile(r"[x×](?!\w)")
_ROUNDING = frozenset("about around approximately roughly nearly almost some".split())
_AFTER_SIGN = '(“"[$'


def read_measure(line: Line, start: int) -> Reading | None:
    """Read a number or range with what it measures: `15–18%`, `221 m`, `17°F`, `11-6`."""
    text = line.text
    sign = SIGN.match(text, start)
    # A hyphen is a minus only at the start of a word.
    if sign and start and not text[start - 1].isspace() and text[start - 1] not in _AFTER_SIGN:
        return None
    prefix, begin = (f"{SIGN_WORDS[sign['sign'].strip()]} ", sign.end()) if sign else ("", start)
    before = line.before(start).lower()
    if prefix == "about " and before in _ROUNDING:
        prefix = ""
    amount = read_amount(line, begin)
    if amount is None or numbers.is_model(text, begin):
        return None
    words, end = _measured(line, begin, amount) or ("", amount.end)
    if not words:
        if not (amount.ranged or amount.scaled or prefix):
            return None
        words = amount.words
    if text[end : end + 1] == "+" and not text[end + 1 : end + 2].isalnum():
        words, end = f"{words} plus", end + 1
    if before in {"than", "over"}:
        # `more than 500+` says it twice.
        words = words.removesuffix(" plus")
    return Reading((line.say(start, end, prefix + words),), end)


def _measured(line: Line, start: int, amount: Amount) -> tuple[str, int] | None:
    """Return the words of an amount with its unit and where they end, or None without a unit."""
    text, end = line.text, amount.end
    if not amount.ranged and (ranged := _PERCENT_RANGE.match(text, end)):
        last = numbers.number(ranged["number"])
        return f"{amount.words} {numbers.joint(line, start)} {last} percent", ranged.end()
    if percent := _PERCENT.match(text, end):
        points = percent["ranged"]
        if not points:
            return f"{amount.words} percent", percent.end()
        return f"{amount.words} percentage {points.strip(' -')}", percent.end()
    if mille := _PER_MILLE.match(text, end):
        return f"{amount.words} per thousand", mille.end()
    if text[end : end + 1] == "+":
        # `10+ km` measures as `10 km` does.
        more = Amount(f"{amount.words} plus", end + 1, ranged=True)
        return _unit(line, start, more) or (more.words, more.end)
    if (times := _TIMES.match(text, end)) and not amount.ranged:
        return f"{amount.words} times", times.end()
    if by := _BY.match(text, end):
        both = Amount(f"{amount.words} by {numbers.number(by['number'])}", by.end(), ranged=True)
        return _unit(line, start, both) or (both.words, both.end)
    return _unit(line, start, amount)


def _unit(line: Line, start: int, amount: Amount) -> tuple[str, int] | None:
    text = line.text
    found = _UNIT.match(text, amount.end)
    if not found:
        return None
    unit, end = UNITS[found["unit"]], found.end()
    if unit.needs_space and not found["joint"]:
        return None
    if unit.word_like and not _is_unit(line, end, unit.word_like):
        return None
    noun = end + (unit.stop and text[end : end + 1] == ".")
    engine = found["unit"] == "L" and _ENGINE.match(text, end) is not None
    single = (
        amount.one
        or found["joint"] == "-"
        or engine
        or _is_calibre(line, found["unit"] if not found["joint"] else "", noun)
        or attributive(line, start, noun)
    )
    words = f"{amount.words} {unit.one if single else unit.many}"
    per = _DENOMINATOR.match(text, end)
    if per and per["unit"] in UNITS:
        return f"{words} per {UNITS[per['unit']].one}", per.end()
    if period := _PERIOD.match(text, end):
        return f"{words} per {period['period']}", period.end()
    if unit.stop and text[end : end + 1] == ".":
        following = text[end + 1 :].lstrip(' )”"’')
        # Before a capital the stop ends the sentence too; `close` of the line restores it.
        if following and not following[0].isupper():
            end += 1
    return words, end


def _is_calibre(line: Line, unit: str, end: int) -> bool:
    """Return whether a unit at its figure stands before a noun: `9mm Glock`, `400m hurdles`."""
    following = line.after(end) if line.text[end : end + 1] == " " else ""
    if unit in {"m", "km"}:
        return following.lower() in WORDS["race_nouns"]
    return (
        unit in {"mm", "nm", "pt"} and bool(following) and following not in WORDS["after_amounts"]
    )


def _is_unit(line: Line, end: int, kind: str) -> bool:
    """Return whether a symbol that is also a word or a letter is a unit where it stands."""
    following = line.text[end : end + 2]
    if kind == "in":
        # `5 in 10` counts, `5 in.` and `5 in wide` measure.
        if following[:1] == ".":
            return not following[1:2].isalpha()
        return line.after(end) in {"wide", "long", "tall", "high", "deep", "thick"}
    return following[:1] not in {"'", "’", "-", "&"}


def read_minus(line: Line, start: int) -> Reading | None:
    """Read the minus between the terms of a sum; elsewhere the sign is taken for a dash."""
    found = _MINUS.match(line.text, start)
    if not found or not line.text[start - 1 : start].isspace() or not _FIGURED.search(line.text):
        return None
    return Reading((line.say(start, found.end(), "minus"),), found.end())


def read_ratio(line: Line, start: int) -> Reading | None:
    """Read `3:1` and `1:1:1`, which are no time of day for want of a second digit."""
    if long := _LONG_RATIO.match(line.text, start):
        words = " to ".join(numbers.label(part) for part in long[0].split(":"))
        return Reading((line.say(start, long.end(), words),), long.end())
    found = _RATIO.match(line.text, start)
    if not found and "ratio of " in line.text[max(0, start - 9) : start]:
        found = _NAMED_RATIO.match(line.text, start)
    if not found:
        return None
    # After a name, as in `Psalm 23:1`, it counts chapter and verse.
    joint = (
        " " if line.before(start).istitle() and line.before(start) not in {"A", "At"} else " to "
    )
    words = numbers.label(found["a"]) + joint + numbers.label(found["b"])
    return Reading((line.say(start, found.end(), words),), found.end())
