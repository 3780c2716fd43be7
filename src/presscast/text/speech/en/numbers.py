"""Numbers in English: counts, years, labels read in pairs, decimals, fractions, ranges."""

from __future__ import annotations

import re
from functools import lru_cache

from presscast.text.speech import numerals
from presscast.text.speech.en.tables import WORDS
from presscast.text.speech.line import Line, Reading

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
VULGAR = {
    "½": "a half", "¼": "a quarter", "¾": "three quarters", "⅓": "a third", "⅔": "two thirds",
    "⅕": "a fifth", "⅖": "two fifths", "⅗": "three fifths", "⅘": "four fifths", "⅙": "a sixth",
    "⅚": "five sixths", "⅛": "an eighth", "⅜": "three eighths", "⅝": "five eighths",
    "⅞": "seven eighths", "⅐": "a seventh", "⅑": "a ninth", "⅒": "a tenth",
}  # fmt: skip
_MIXED = re.compile(r"\s?[½¼¾⅓⅔⅕-⅞⅐-⅒]|(?:\s|-)(?P<over>\d{1,2})/(?P<under>\d{1,3})(?![\d/])")
SCALES = {
    "hundred": "hundred", "thousand": "thousand", "million": "million", "billion": "billion",
    "trillion": "trillion", "quadrillion": "quadrillion", "dozen": "dozen",
}  # fmt: skip
SHORT_SCALES = {
    "k": "thousand", "m": "million", "mn": "million", "mm": "million", "mil": "million",
    "b": "billion", "bn": "billion", "bil": "billion", "t": "trillion", "tn": "trillion",
}  # fmt: skip
_NUMBER = re.compile(NUMBER)
_SPACED = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3}){1,3}(?![\d,]|[-–/]\d|\.\d|\s\d)")
_COUNTS = re.compile(r"\s(?:[a-z]+s|people|men|women|children|km²?|ha|kg|m²)\b")
_FRACTION = re.compile(
    r"(?P<over>\d{1,3})[/⁄](?P<under>\d{1,4})(?:th|rd|nd|ths)?(?![A-Za-z\d/]|\.\d)"
)
_TO_FRACTION = re.compile(r"\s?[-–]\s?(?=\d{1,3}/\d)")
_ORDINAL = re.compile(
    r"(?P<number>\d[\d,]{0,20})(?:\s?(?P<ending>st|nd|rd|th|ST|ND|RD|TH)\b|(?<=[23])d(?=\s[A-Z][a-z])"
    r"|(?P<sign>º|ª)(?!\s?(?:[FC]|Celsius|Fahrenheit)\b))"
)
_DECADE = re.compile(r"[’'‘]?(?P<year>\d0|[12]\d\d0)[’']?s\b")
_BETWEEN = re.compile(r"\b[Bb]etween\s+(?:[A-Z]{1,3})?[$€£¥~]?(?:[A-Z][a-z]{2,8}\.?\s)?$")
# `between 10-12 and 14-16` has its own `and`.
_AND_MORE = re.compile(r"[\w.%]\s+and\s+[$€£]?\d")
_COUNTED = WORDS["counted_nouns"]
# A count as long is written with commas: without them it is the number of an article or an account.
_SHORTEST_CODE = 7
# Fewer digits are those of a code after letters, and of a file before a slash.
_SHORTEST_SUFFIX = 5
# Beyond it nobody says a number otherwise than digit by digit.
_LONGEST_COUNT = 15
_PLURAL = re.compile(r"(?<=\d)s\b")
# Over ten these are powers, over other numbers a unit's or a footnote's.
_POWERS = {"³": "third", "⁴": "fourth", "⁵": "fifth", "⁶": "sixth", "⁷": "seventh", "⁹": "ninth"}
# An aircraft: `747-400`.
_MODEL = re.compile(
    r"7[0-8]7(?:-\d{1,3}(?![\d-])|(?=\s(?:MAX|Max|NG|Dreamliner|[Jj]et|[Aa]ircraft|[Aa]irliner)))"
)
_FIXED_PAIR = re.compile(r"(?:24[/-]7|50[/-]50|20[/-]20|9/11|60/40|80/20|70/30|1/6|7/7)(?![\d/-])")
# Capitals at figures make a code of them: `2138XD`.
_CODED = re.compile(r"(?<=\d{3})[A-Z]{2,4}(?![a-z])")
_LARGEST_IMPROPER = 4
# Finer parts than hundredths are counted one at a time: `277/480` is a pair.
_FINEST = 100
# An internet address has four parts, a version rarely so many.
_QUAD = 4
# Before a counted noun these lead a count more often than a year: `of 1500 workers`.
_COUNT_LEADS = frozenset("a an of about around to the for by and between its our".split())
_YEAR_LEADS = WORDS["year_leads"]


@lru_cache(maxsize=8192)
def cardinal(number: int, british: bool = False) -> str:
    """Return a count: `two hundred forty`, or `two hundred and forty` in Britain."""
    words = numerals.cardinal(number, "en")
    return words if british else words.replace(" and ", " ")


@lru_cache(maxsize=1024)
def ordinal(number: int, british: bool = False) -> str:
    """Return an ordinal, with `and` after hundreds in Britain only."""
    words = numerals.ordinal(number, "en")
    return words if british else words.replace(" and ", " ")


@lru_cache(maxsize=1024)
def year(number: int) -> str:
    """Return a year: `nineteen oh six`, `two thousand nine`, `twenty seventeen`."""
    if number < 1000 or number > 2999:
        return cardinal(number)
    high, low = divmod(number, 100)
    if low == 0:
        return cardinal(number) if high % 10 == 0 else f"{cardinal(high)} hundred"
    if high == 20 and low < 10:
        return f"two thousand {cardinal(low)}"
    return f"{cardinal(high)} {'oh ' if low < 10 else ''}{cardinal(low)}"


def joint(line: Line, start: int) -> str:
    """Return what parts the ends of a range that begins here: `and` after `between`."""
    found = _BETWEEN.search(line.text, max(0, start - 24), start)
    if found is None or _AND_MORE.search(line.text, start, start + 60):
        return "to"
    return "and"


def plural(words: str) -> str:
    """Return several of a number in words: `three twenties`, `sixes`."""
    if words.endswith("y"):
        return f"{words[:-1]}ies"
    return f"{words}es" if words.endswith("x") else f"{words}s"


def digits(written: str) -> str:
    """Return digits one by one."""
    return numerals.digits(written, "en")


@lru_cache(maxsize=2048)
def label(written: str) -> str:
    """Return a number that names rather than counts: `five oh one`, `thirteen thirty-one`."""
    if len(written) > 4 or written[:1] == "0":
        return digits(written)
    number = int(written)
    if number < 100 or (len(written) == 3 and number % 100 == 0):
        return cardinal(number)
    if len(written) == 4 and number % 1000 == 0:
        return cardinal(number)
    high, low = divmod(number, 100)
    if low == 0:
        return f"{cardinal(high)} hundred"
    return f"{cardinal(high)} {'oh ' if low < 10 else ''}{cardinal(low)}"


def match(text: str, start: int) -> str:
    """Return the number that is written at a position; empty where there is none."""
    found = _NUMBER.match(text, start)
    return found[0] if found else ""


def number(written: str, british: bool = False) -> str:
    """Return a written number, with thousands commas and decimals, in words."""
    whole, point, decimals = written.replace(",", "").partition(".")
    if (len(whole) > 1 and whole[0] == "0") or len(whole) > _LONGEST_COUNT:
        words = digits(whole)
    else:
        words = cardinal(int(whole), british) if whole else ""
    if point:
        words = f"{words} point {digits(decimals)}".strip()
    return words


def fraction(over: int, under: int) -> str | None:
    """Return a fraction in words, or None where English has none for it."""
    if under < 2 or over == 0 or under > 1000:
        return None
    if under == 2:
        name = "half" if over == 1 else "halves"
    elif under == 4:
        name = "quarter" if over == 1 else "quarters"
    else:
        name = ordinal(under) + ("" if over == 1 else "s")
    return f"{cardinal(over)} {name}"


def is_model(text: str, start: int) -> bool:
    """Return whether figures name a model of aircraft, which only looks like a range."""
    return _MODEL.match(text, start) is not None


def _is_spaced(line: Line, start: int, end: int) -> bool:
    """Return whether spaces part the thousands of a count: `289 219 species`, `€12 500`."""
    counted = _COUNTS.match(line.text, end) is not None
    before = line.before(start)
    return line.text[start - 1 : start] in {"$", "€", "£"} or (
        counted and not before[:1].isupper() and before[-1:] != "." and not before[-1:].isdecimal()
    )


def quantity(line: Line, start: int) -> tuple[str, int, bool] | None:
    """Return the words of a number with its fraction, where it ends, and whether it is just one."""
    found = _NUMBER.match(line.text, start)
    if not found:
        return None
    written, end = found[0], found.end()
    if (spaced := _SPACED.match(line.text, start)) and _is_spaced(line, start, spaced.end()):
        written, end = re.sub(r"\s", "", spaced[0]), spaced.end()
    words = number(written, line.region == "GB")
    if found[0] == "10" and (power := _POWERS.get(line.text[end : end + 1])):
        return f"ten to the {power}", end + 1, False
    mixed = _MIXED.match(line.text, end)
    if mixed and "." not in found[0]:
        sign = mixed[0].strip()
        part = VULGAR.get(sign) or fraction(int(mixed["over"]), int(mixed["under"]))
        if part:
            part = part.replace("one ", "a ") if part.startswith("one ") else part
            return f"{words} and {part}", mixed.end(), False
    return words, end, found[0] == "1"


def read_fraction(line: Line, start: int) -> Reading | None:
    """Read `3/4`, and what only looks like a fraction: `24/7`, `9/11`, `50-50`."""
    if pair := _FIXED_PAIR.match(line.text, start):
        words = " ".join(cardinal(int(part)) for part in re.split("[/-]", pair[0]))
        return Reading((line.say(start, pair.end(), words),), pair.end())
    found = _FRACTION.match(line.text, start)
    if not found:
        return None
    road = line.before(start).lower() == "route"
    over, under = int(found["over"]), int(found["under"])
    proper = (over < under or under <= _LARGEST_IMPROPER) and (over == 1 or under <= _FINEST)
    proper = proper and not road
    words = (fraction(over, under) if proper else None) or f"{cardinal(over)} {cardinal(under)}"
    end = found.end()
    if proper and (dash := _TO_FRACTION.match(line.text, end)):
        words, end = f"{words} to", dash.end()
    return Reading((line.say(start, end, words),), end)


def read_vulgar(line: Line, start: int) -> Reading | None:
    """Read a fraction that is one character: `½`."""
    words = VULGAR.get(line.text[start])
    if words is None:
        return None
    if line.text[start + 1 : start + 2] in {"-", "‑"} or line.before(start).lower() in {"a", "an"}:
        words = words.removeprefix("a ").removeprefix("an ")
    elif words == "a half":
        words = "one half"
    return Reading((line.say(start, start + 1, words),), start + 1)


def read_ordinal(line: Line, start: int) -> Reading | None:
    """Read `4th`, `116th`, `3º`, and `2d Circuit` as courts write it."""
    found = _ORDINAL.match(line.text, start)
    if not found:
        return None
    written = found["number"].replace(",", "")
    if len(written) > _LONGEST_COUNT:
        return None
    words = ordinal(int(written), line.region == "GB")
    return Reading((line.say(start, found.end(), words),), found.end())


_DECADES = {
    0: "hundreds",
    10: "tens",
    20: "twenties",
    30: "thirties",
    40: "forties",
    50: "fifties",
    60: "sixties",
    70: "seventies",
    80: "eighties",
    90: "nineties",
}


def decade(written: str) -> str:
    """Return a decade: `1970` is `nineteen seventies`, `90` is `nineties`."""
    value = int(written)
    if len(written) <= 2:
        return _DECADES[value] if value else "two thousands"
    high, low = divmod(value, 100)
    if low == 0:
        return f"{cardinal(value)}s" if high % 10 == 0 else f"{cardinal(high)} hundreds"
    return f"{cardinal(high)} {_DECADES[low]}"


def read_decade(line: Line, start: int) -> Reading | None:
    """Read `1970s`, `'90s`, `80s`."""
    found = _DECADE.match(line.text, start)
    if not found or (
        len(found["year"]) == 2 and found["year"][0] in "01" and line.text[start] not in "’'‘"
    ):
        return None
    return Reading((line.say(start, found.end(), decade(found["year"])),), found.end())


def is_year(line: Line, start: int, end: int) -> bool:
    """Return whether four digits name a year rather than a count."""
    if end - start != 4 or not 1000 < int(line.text[start:end]) <= 2099:
        return False
    before, following = line.before(start).lower().rstrip("."), line.after(end).lower()
    if line.text.startswith("10", start):
        return before in {"in", "of", "since"}
    if following not in _COUNTED:
        return True
    return before in _YEAR_LEADS - _COUNT_LEADS


def is_counted(line: Line, end: int) -> bool:
    """Return whether the word after a number is one that is counted: `votes`."""
    return line.after(end).lower() in _COUNTED


def _is_code(line: Line, start: int, written: str) -> bool:
    """Return whether so many digits name and do not count: `0914922`, `GM136540`."""
    if len(written) >= _SHORTEST_CODE:
        return not written.endswith("000")
    end = start + len(written)
    filed = line.text[end : end + 1] == "/" and line.text[end + 1 : end + 2].isdecimal()
    return len(written) >= _SHORTEST_SUFFIX and (filed or line.text[start - 1 : start].isalpha())


def read_number(line: Line, start: int) -> Reading | None:
    """Read any number that no other rule has read."""
    found = _NUMBER.match(line.text, start)
    if not found:
        return None
    end = found.end()
    written = found[0]
    if model := _MODEL.match(line.text, start):
        words = " ".join(label(part) for part in model[0].split("-"))
        return Reading((line.say(start, model.end(), words),), model.end())
    # Dots between more than two groups of digits part them: a version or an address.
    chain = re.compile(r"\d+(?:\.\d+){2,}").match(line.text, start)
    if chain:
        end = chain.end()
        parts = chain[0].split(".")
        if len(parts) == _QUAD:
            words = " dot ".join(digits(part) for part in parts)
        else:
            words = " point ".join(number(part) for part in parts)
    elif written.isdecimal() and _is_code(line, start, written):
        words = digits(written)
    elif written.isdecimal() and _CODED.match(line.text, end):
        words = label(written)
    elif written.isdecimal() and is_year(line, start, end):
        words = year(int(written))
    else:
        mixed = quantity(line, start)
        words, end = (mixed[0], mixed[1]) if mixed else (number(written), end)
    if _PLURAL.match(line.text, end):
        words, end = plural(words.removeprefix("one ")), end + 1
    return Reading((line.say(start, end, words),), end)
