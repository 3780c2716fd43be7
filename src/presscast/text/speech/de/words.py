"""German in words: counts, years, ordinals with their endings, fractions, dates."""

from __future__ import annotations

import re
from functools import lru_cache

from presscast.text.speech import numerals
from presscast.text.speech.decimal_comma.tongue import Tongue, load

TABLES = load("de")
_BY_GENDER = {name[0]: TABLES.listed(name) for name in ("masculine", "feminine", "neuter")}
_FEMININE_ENDINGS = (
    "ung", "heit", "keit", "schaft", "tion", "sion", "tät", "ie", "ik", "ur", "enz", "anz", "ei",
    "erin", "istin", "antin", "entin",
)  # fmt: skip
_NEUTER_ENDINGS = ("chen", "lein", "ment", "um", "jahr", "mal", "spiel", "treffen", "jubiläum")
_MASCULINE_ENDINGS = ("tag", "platz", "rang", "er", "ling", "ismus", "kongress", "krieg", "preis")
# After these an ordinal ends in -n whatever it stands before.
_WEAK = frozenset(
    """
    am im vom zum zur beim dem den des einem einen einer eines ihrem ihren ihrer seinem seinen
    seiner unserem unseren unserer diesem diesen dieses jedem jeden jedes ab bis seit nach vor von
    zu zwischen mit bei gegen ans ins aufs fürs ums beiden ersten zweiten letzten
    """.split()
)
_STRONG = frozenset("ein kein mein dein sein ihr unser".split())
_ARTICLES = frozenset("die das eine ihre seine unsere diese jede jene welche".split())
_LAST_WORD = re.compile(r"(?P<word>[^\W\d_]+)(?P<comma>[,.]?)\s+$")
# Joins this ordinal to one before it, which has the same ending: `am 3. und 4. Mai`.
_COUPLED = re.compile(r"\d{1,4}\.?\s?(?:,|und|oder|bis|sowie|bzw\.|[-–/])\s?$")
_WEEKDAY = re.compile(
    r"\b(?P<lead>\w+)\s+(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend),?\s+$"
)
_NOUN_AFTER = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=8192)
def count(number: int, gender: str = "") -> str:
    """Return a count; `ein` or `eine` before a noun, `eins` alone."""
    if number == 1 and gender:
        return "eine" if gender == "f" else "ein"
    # eSpeak stumbles over what follows `tausend` in one word: `zweitausenddreiundzwanzig`.
    return numerals.cardinal(number, "de").replace("tausend", "tausend ").rstrip()


@lru_cache(maxsize=1024)
def year(number: int) -> str:
    """Return a year: in hundreds from 1100 to 1999."""
    if not 1100 <= number < 2000:
        return count(number)
    hundreds, rest = divmod(number, 100)
    return f"{count(hundreds)}hundert{count(rest) if rest else ''}"


def gender(word: str) -> str:
    """Return the gender of a noun by its own list, else by its ending; unknown is empty."""
    lowered = word.lower()
    for name, listed in _BY_GENDER.items():
        if lowered in listed:
            return name
    if not word[:1].isupper():
        return ""
    if lowered.endswith(_NEUTER_ENDINGS):
        return "n"
    if lowered.endswith(_FEMININE_ENDINGS):
        return "f"
    return "m" if lowered.endswith(_MASCULINE_ENDINGS) else ""


def ordinal(number: int, ending: str) -> str:
    """Return an ordinal with its ending: `e`, `en`, `er`, `es`, `em`."""
    return numerals.ordinal(number, "de").removesuffix("e") + ending


def ending(lead: str, noun: str) -> str:
    """Return the ending of an ordinal after the text before it and before a noun."""
    coupled = _COUPLED.search(lead)
    if coupled:
        return ending(lead[: coupled.start()], noun)
    kind = gender(noun)
    strong = {"f": "e", "n": "es"}.get(kind, "er")
    if day := _WEEKDAY.search(lead):
        return "en" if day["lead"].lower() in _WEAK else "er"
    found = _LAST_WORD.search(lead)
    word = found["word"].lower() if found else ""
    if found and found["comma"]:
        # `v.` is short for `vom`.
        return "en" if word == "v" else strong
    if word in _WEAK:
        return "en"
    if word in {"der", "dieser", "jeder", "jener", "welcher"}:
        return "en" if kind == "f" else "e"
    if word in _ARTICLES:
        return "e"
    return strong


def noun_after(text: str, position: int) -> str:
    """Return the next word in a text that begins with a capital, as nouns do; may be empty."""
    for found in _NOUN_AFTER.finditer(text, position, position + 60):
        if found[0][0].isupper():
            return found[0]
    return ""


def date(day: int, month: int, number: int, lead: str = "") -> str:
    """Return a date in words; the text before it shows the case."""
    words = f"{ordinal(day, ending(lead, TABLES.order[month - 1]))} {TABLES.order[month - 1]}"
    return f"{words} {year(number)}" if number else words


def _decimals(written: str) -> str:
    return numerals.digits(written, "de")


def _fraction(over: int, under: int) -> str:
    if under == 2:
        return "ein halb" if over == 1 else f"{count(over)} halbe"
    name = f"{numerals.ordinal(under, 'de').removesuffix('e')}el"
    return f"{count(over, 'n')} {name[:1].upper()}{name[1:]}"


_BELOW_TEN = frozenset({"ein", *(count(number) for number in range(2, 10))})


def _mixed(whole: str, over: int, under: int) -> str:
    if (over, under) == (1, 2):
        return f"{whole.removesuffix('s') if whole.endswith('eins') else whole}einhalb"
    return f"{whole} {_fraction(over, under)}"


def _of(noun: str) -> str:
    """Return nothing: `zwei Millionen Euro`."""
    del noun
    return ""


def _money(whole: str, cents: str) -> str:
    """Return an amount without the name of ten cents and more: `fünf Euro fünfzig`."""
    number, _, _ = cents.rpartition(" ")
    return f"{whole} {cents if number in _BELOW_TEN else number}"


TONGUE = Tongue(
    language="de",
    tables=TABLES,
    count=count,
    gender=gender,
    year=year,
    decimals=_decimals,
    fraction=_fraction,
    mixed=_mixed,
    of=_of,
    money=_money,
)
