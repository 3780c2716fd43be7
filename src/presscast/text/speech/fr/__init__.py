"""French: which rule reads what."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable

from presscast.text.speech.decimal_comma.abbreviations import Abbreviations
from presscast.text.speech.decimal_comma.capitals import Capitals, elided
from presscast.text.speech.decimal_comma.dates import Dates
from presscast.text.speech.decimal_comma.phones import Phones, in_pairs
from presscast.text.speech.decimal_comma.quantities import Quantities
from presscast.text.speech.fr.numbered import (
    read_act,
    read_article,
    read_eu_case,
    read_ordinal,
    read_roman,
    read_saint,
    read_section,
)
from presscast.text.speech.fr.times import read_always, read_days, read_month, read_time
from presscast.text.speech.fr.words import TABLES, TONGUE, date
from presscast.text.speech.grammar import Grammar
from presscast.text.speech.line import Line, Reading, Rule
from presscast.text.speech.web import Web, WebWords

_WEB = Web(WebWords("arobase", "point", "slash", "tiret", "tiret bas", "plus", "hashtag"), "fr")
# Roman ordinals that look like words with a capital.
_WORD_LIKE = ("Ier", "Ire", "Ve", "Xe")
_BEFORE_DIGIT = re.compile(r"(?:[dlDL]|[Qq]u|[Jj]usqu)['’](?=\d)")
_BEFORE_ABBREVIATION = re.compile(r"[dlDL]['’]")
_QUANTITIES = Quantities(TONGUE)
_DATES = Dates(TONGUE, date)
_PHONES = Phones(TONGUE, in_pairs(TONGUE))
_CAPITALS = Capitals(TONGUE, read_roman)
_ABBREVIATIONS = Abbreviations(TONGUE)


_DIGITS: tuple[Rule, ...] = (
    _WEB.address,
    _DATES.digits,
    _PHONES.read,
    read_act,
    _DATES.years,
    _DATES.day_and_month,
    read_always,
    read_days,
    read_time,
    read_ordinal,
    _QUANTITIES.chain,
    _QUANTITIES.fraction,
    _QUANTITIES.ratio,
    _QUANTITIES.read,
)


def read_elided_number(line: Line, start: int) -> Reading | None:
    """Read a word that loses its vowel before a number: `d'1,5 million`."""
    found = _BEFORE_DIGIT.match(line.text, start)
    if not found:
        return None
    for rule in _DIGITS:
        if reading := rule(line, found.end()):
            return elided(line, start, found.end(), reading)
    return None


def read_elided_abbreviation(line: Line, start: int) -> Reading | None:
    """Read an abbreviation after a word that has lost its vowel: `l'art. 5`."""
    found = _BEFORE_ABBREVIATION.match(line.text, start)
    reading = _ABBREVIATIONS.word(line, found.end()) if found else None
    return elided(line, start, found.end(), reading) if found and reading else None


def read_with_digits(line: Line, start: int) -> Reading | None:
    """Read a case or an article of a code before any other letters with digits."""
    return (
        read_eu_case(line, start) or read_article(line, start) or _CAPITALS.with_digits(line, start)
    )


def _word_rules() -> dict[str, tuple[Rule, ...]]:
    rules: dict[str, list[Rule]] = {}

    def add(keys: Iterable[str], *more: Rule) -> None:
        for key in keys:
            rules.setdefault(key.lower(), []).extend(more)

    add(("St", "Ste"), read_saint)
    add(("d", "l", "qu", "jusqu"), read_elided_number)
    abbreviations = (key for key in _ABBREVIATIONS.openers() if key[:1] in "aeiouéh")
    elisions = [f"{word}{sign}{key}" for key in abbreviations for word in "ld" for sign in "'’"]
    add(elisions, read_elided_abbreviation)
    add("LRDA", read_article)
    add(_ABBREVIATIONS.openers(), _ABBREVIATIONS.phrase, _ABBREVIATIONS.word)
    add(("US", "C", "M"), _QUANTITIES.money)
    add((key for key in TABLES.currencies if key.isalpha()), _QUANTITIES.money)
    add(TABLES.months, read_month)
    add(string.ascii_uppercase, _CAPITALS.dotted, _CAPITALS.initial)
    rules.update((word, [read_roman]) for word in _WORD_LIKE)
    return {key: tuple(dict.fromkeys(found)) for key, found in rules.items()}


GRAMMAR = Grammar(
    digits=_DIGITS,
    symbols={
        **dict.fromkeys((key for key in TABLES.currencies if len(key) == 1), (_QUANTITIES.money,)),
        **dict.fromkeys("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞", (_QUANTITIES.vulgar,)),
        "§": (read_section,),
        "#": (_WEB.hashtag,),
        "@": (_WEB.handle,),
        "(": (_PHONES.read,),
    },
    words=_word_rules(),
    joined=(
        _WEB.address,
        _ABBREVIATIONS.phrase,
        _ABBREVIATIONS.word,
        _QUANTITIES.money,
        read_article,
        _CAPITALS.elided,
        _CAPITALS.dotted,
    ),
    capitals=_CAPITALS.read,
    with_digits=read_with_digits,
    say_symbols=TABLES.symbols,
)
