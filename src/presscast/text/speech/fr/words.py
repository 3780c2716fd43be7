"""French in words: counts with their gender, ordinals, fractions, dates."""

from __future__ import annotations

import re
from functools import lru_cache

from presscast.text.speech import numerals
from presscast.text.speech.decimal_comma.tongue import Tongue, load

TABLES = load("fr")
_FEMININE, _MASCULINE = TABLES.listed("feminine"), TABLES.listed("masculine")
_FEMININE_ENDINGS = (
    "tion", "sion", "xion", "té", "ance", "ence", "ette", "ée", "ie", "ure", "ude", "esse", "ade",
    "euse", "trice", "ière", "enne", "elle", "ise", "aine", "ine", "onne",
)  # fmt: skip
_PARTS = {2: "demi", 3: "tiers", 4: "quart"}
_LONE_ONE = re.compile(r"(?:(?<=^)|(?<=[\s-]))un$")
_VOWEL = re.compile(r"[aeiouyàâéèêëîïôöûùœh]", re.IGNORECASE)


@lru_cache(maxsize=8192)
def count(number: int, gender: str = "") -> str:
    """Return a count; `une` and `vingt et une` before a feminine noun."""
    words = numerals.cardinal(number, "fr")
    return _LONE_ONE.sub("une", words) if gender == "f" else words


def gender(word: str) -> str:
    """Return the gender of a noun by its own list, else by its ending; `m` is the rest."""
    lowered = word.lower()
    for form in (lowered, lowered.removesuffix("s"), lowered.removesuffix("x")):
        if form in _FEMININE:
            return "f"
        if form in _MASCULINE:
            return "m"
    return "f" if lowered.removesuffix("s").endswith(_FEMININE_ENDINGS) else "m"


def ordinal(number: int, *, feminine: bool = False) -> str:
    """Return an ordinal: `premier`, `première`, `vingt et unième`, `quatre-vingtième`."""
    if number == 1:
        return "première" if feminine else "premier"
    if number == 10**6:
        return "millionième"
    words = numerals.ordinal(number, "fr")
    return words.replace("vingtsième", "vingtième").replace("centsième", "centième")


def date(day: int, month: int, year: int, lead: str = "") -> str:
    """Return a date in words; the text before it matters not."""
    del lead
    words = f"{'premier' if day == 1 else count(day)} {TABLES.order[month - 1]}"
    return f"{words} {count(year)}" if year else words


def _decimals(written: str) -> str:
    """Return decimals as a number after their noughts, in pairs of four, else one by one."""
    if len(written) == 4 and written[0] != "0" and written[2] != "0":
        return f"{count(int(written[:2]))} {count(int(written[2:]))}"
    rest = written.lstrip("0")
    if len(rest) > 3 or not rest:
        return numerals.digits(written, "fr")
    noughts = ["zéro"] * (len(written) - len(rest))
    return " ".join((*noughts, count(int(rest))))


def _fraction(over: int, under: int) -> str:
    name = _PARTS.get(under) or ordinal(under)
    many = "s" if over > 1 and not name.endswith("s") else ""
    return f"{count(over)} {name}{many}"


def _mixed(whole: str, over: int, under: int) -> str:
    part = "demi" if (over, under) == (1, 2) else _fraction(over, under)
    return f"{whole} et {part}"


def _of(noun: str) -> str:
    """Return `de` or `d'` before a noun."""
    return "d'" if _VOWEL.match(noun) else "de "


_BELOW_TEN = frozenset(count(number) for number in range(1, 10))


def _money(whole: str, cents: str) -> str:
    """Return an amount, without the name of ten cents and more: `cinq euros cinquante`."""
    number, _, _ = cents.rpartition(" ")
    return f"{whole} et {cents}" if number in _BELOW_TEN else f"{whole} {number}"


TONGUE = Tongue(
    language="fr",
    tables=TABLES,
    count=count,
    gender=gender,
    year=count,
    decimals=_decimals,
    fraction=_fraction,
    mixed=_mixed,
    of=_of,
    money=_money,
)
