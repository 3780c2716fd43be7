"""Spanish, of Spain and of the Americas: which rule reads what."""

from __future__ import annotations

import string
from collections.abc import Iterable

from presscast.text.speech.decimal_comma.abbreviations import Abbreviations
from presscast.text.speech.decimal_comma.capitals import Capitals
from presscast.text.speech.decimal_comma.dates import Dates
from presscast.text.speech.decimal_comma.phones import Phones, digit_by_digit
from presscast.text.speech.decimal_comma.quantities import Quantities
from presscast.text.speech.es.numbered import (
    read_act,
    read_case,
    read_docket,
    read_ordinal,
    read_roman,
    read_section,
)
from presscast.text.speech.es.times import read_day, read_decade, read_month, read_time
from presscast.text.speech.es.words import TABLES, TONGUE, date
from presscast.text.speech.grammar import Grammar
from presscast.text.speech.line import Line, Reading, Rule
from presscast.text.speech.web import Web, WebWords

_WEB = Web(WebWords("arroba", "punto", "barra", "guion", "guion bajo", "más", "almohadilla"), "es")
_QUANTITIES = Quantities(TONGUE)
_DATES = Dates(TONGUE, date)
_PHONES = Phones(TONGUE, digit_by_digit("es"))
_CAPITALS = Capitals(TONGUE, read_roman)
_ABBREVIATIONS = Abbreviations(TONGUE)


def read_with_digits(line: Line, start: int) -> Reading | None:
    """Read a case number before any other letters with digits."""
    return read_docket(line, start) or _CAPITALS.with_digits(line, start)


def _word_rules() -> dict[str, tuple[Rule, ...]]:
    rules: dict[str, list[Rule]] = {}

    def add(keys: Iterable[str], *more: Rule) -> None:
        for key in keys:
            rules.setdefault(key.lower(), []).extend(more)

    add(_ABBREVIATIONS.openers(), _ABBREVIATIONS.phrase, _ABBREVIATIONS.word)
    add(("US", "C", "MX", "R", "S", "U"), _QUANTITIES.money)
    add((key for key in TABLES.currencies if key.isalpha()), _QUANTITIES.money)
    add(TABLES.months, read_month)
    add(string.ascii_uppercase, _CAPITALS.dotted, _CAPITALS.initial)
    return {key: tuple(dict.fromkeys(found)) for key, found in rules.items()}


GRAMMAR = Grammar(
    digits=(
        _WEB.address,
        _DATES.digits,
        _PHONES.read,
        read_act,
        read_case,
        _DATES.years,
        _DATES.day_and_month,
        read_day,
        read_time,
        read_ordinal,
        _QUANTITIES.chain,
        _QUANTITIES.fraction,
        _QUANTITIES.ratio,
        _QUANTITIES.read,
    ),
    symbols={
        **dict.fromkeys((key for key in TABLES.currencies if len(key) == 1), (_QUANTITIES.money,)),
        **dict.fromkeys("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞", (_QUANTITIES.vulgar,)),
        "§": (read_section,),
        "#": (_WEB.hashtag,),
        "@": (_WEB.handle,),
        "(": (_PHONES.read,),
        "'": (read_decade,),
        "’": (read_decade,),
    },
    words=_word_rules(),
    joined=(
        _WEB.address,
        _ABBREVIATIONS.phrase,
        _ABBREVIATIONS.word,
        _QUANTITIES.money,
        _CAPITALS.dotted,
    ),
    capitals=_CAPITALS.read,
    with_digits=read_with_digits,
    say_symbols=TABLES.symbols,
)
