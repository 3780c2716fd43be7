"""The words of one language with a decimal comma, and the tables of its data file."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, NamedTuple


class Noun(NamedTuple):
    """A noun counted by numbers: for one, for many, and its gender (`m`, `f` or `n`)."""

    one: str
    many: str
    gender: str


class Currency(NamedTuple):
    """A currency and its hundredth; `cent` is empty where nobody says it."""

    noun: Noun
    cent: Noun


@dataclass(frozen=True, slots=True)
class Tables:
    """The data file of a language, as `data/speech/es.toml`."""

    words: Mapping[str, str]
    """Words and word lists of the language by their job."""
    months: Mapping[str, str]
    """Names of months by every form written, in lower case without the stop."""
    order: tuple[str, ...]
    """The twelve months."""
    scales: Mapping[str, Noun]
    """Millions and more by every form written."""
    units: Mapping[str, Noun]
    """Units of measure by symbol."""
    currencies: Mapping[str, Currency]
    """Currencies by sign and by code."""
    symbols: Mapping[str, str]
    """Words for symbols that no rule has read."""
    phrases: Mapping[str, str]
    """Abbreviations of several parts, with their stops: `p. ej.`"""
    titles: Mapping[str, str]
    """Abbreviations before a name; keys in lower case without the stop."""
    stopped: Mapping[str, str]
    """Abbreviations that end in a stop wherever they stand."""
    numbered: Mapping[str, str]
    """Abbreviations before a number."""

    def listed(self, name: str) -> frozenset[str]:
        """Return a list of words; empty where the language has none of that name."""
        return frozenset(self.words.get(name, "").split())


@dataclass(frozen=True, slots=True)
class Tongue:
    """How a language says what its rules have understood."""

    language: str
    tables: Tables
    count: Callable[[int, str], str]
    """Says a whole number before a noun of a gender; alone where the gender is empty."""
    gender: Callable[[str], str]
    """Returns the gender of a noun in the plural or singular as far as it shows; may be empty."""
    year: Callable[[int], str]
    decimals: Callable[[str], str]
    """Says the digits after the comma."""
    fraction: Callable[[int, int], str]
    """Says a numerator and a denominator."""
    mixed: Callable[[str, int, int], str]
    """Says a whole number in words with a fraction."""
    of: Callable[[str], str]
    """Joins a round million to what it counts: `de `; empty where nothing stands between."""
    money: Callable[[str, str], str]
    """Joins an amount of whole money and one of cents."""

    def word(self, name: str) -> str:
        """Return one of the words of the language."""
        return self.tables.words[name]


def load(language: str) -> Tables:
    """Return the tables of a language."""
    path = files("presscast.text") / "data" / "speech" / f"{language}.toml"
    raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    order = tuple(raw["months"]["order"].split())
    months = {name.lower(): name for name in order}
    for name, short in zip(order, raw["months"]["short"].split(), strict=True):
        months.update(dict.fromkeys(short.split("/"), name))
    currencies: dict[str, Currency] = {}
    for keys, written in raw["currencies"].items():
        one, many, gender, cent, cents, cent_gender = (*written.split("|"), "", "", "")[:6]
        currency = Currency(Noun(one, many, gender), Noun(cent, cents, cent_gender))
        currencies.update(dict.fromkeys(keys.split(), currency))
    return Tables(
        words=raw["words"],
        months=months,
        order=order,
        scales=_nouns(raw["scales"]),
        units=_nouns(raw["units"]),
        currencies=currencies,
        symbols=raw["symbols"],
        phrases=raw["phrases"],
        titles=raw["titles"],
        stopped=raw["stopped"],
        numbered=raw["numbered"],
    )


def _nouns(raw: Mapping[str, str]) -> dict[str, Noun]:
    nouns: dict[str, Noun] = {}
    for keys, written in raw.items():
        one, many, gender = written.split("|")
        nouns.update(dict.fromkeys(keys.split(), Noun(one, many, gender)))
    return nouns
