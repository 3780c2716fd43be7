"""English, American and British: which rule reads what."""

from __future__ import annotations

import string

from presscast.text.speech.en.amounts import read_cents, read_measure, read_money
from presscast.text.speech.en.dates import (
    MONTHS,
    WEEKDAYS,
    read_anno,
    read_date,
    read_month,
    read_time,
    read_weekday,
)
from presscast.text.speech.en.law import (
    read_bill,
    read_code,
    read_docket,
    read_eu_act,
    read_label,
    read_number_sign,
    read_sign,
    read_subsection,
    read_versus,
)
from presscast.text.speech.en.numbers import (
    VULGAR,
    read_decade,
    read_fraction,
    read_number,
    read_ordinal,
    read_vulgar,
)
from presscast.text.speech.en.phones import read_phone
from presscast.text.speech.en.places import (
    read_coordinate,
    read_direction,
    read_house,
    read_post_box,
    read_state,
    read_zip,
)
from presscast.text.speech.en.tables import (
    ANYWHERE,
    DIRECTIONS,
    STATE_ABBREVIATIONS,
    STATES,
    STOPPED,
    STREETS,
    TITLES,
)
from presscast.text.speech.en.words import (
    read_abbreviation,
    read_capitals,
    read_dotted,
    read_initial,
    read_page,
    read_party,
    read_ticker,
    read_with_digits,
)
from presscast.text.speech.grammar import Grammar
from presscast.text.speech.line import Rule
from presscast.text.speech.web import Web, WebWords

_WEB = Web(WebWords("at", "dot", "slash", "dash", "underscore", "plus", "hashtag"), "en")


def _word_rules() -> dict[str, tuple[Rule, ...]]:
    rules: dict[str, list[Rule]] = {}

    def add(keys: object, *more: Rule) -> None:
        assert hasattr(keys, "__iter__")
        for key in keys:
            rules.setdefault(key.lower(), []).extend(more)

    add(("p",), read_post_box)
    add(string.ascii_lowercase, read_bill)
    add(("hb", "sb", "ab", "hr", "acr", "scr", "pub", "public", "pl"), read_bill)
    add(("no", "nos"), read_number_sign)
    add(("v", "vs"), read_versus)
    add(("p", "pp"), read_page)
    add(("a",), read_anno)
    add(MONTHS, read_month)
    add(DIRECTIONS, read_direction)
    add((*STATES, *STATE_ABBREVIATIONS), read_state)
    add(WEEKDAYS, read_weekday)
    add((*TITLES, *STOPPED, *STREETS, *ANYWHERE, "e", "i", "et", "c", "w", "a"), read_abbreviation)
    add(string.ascii_lowercase, read_dotted, read_initial)
    return {key: tuple(dict.fromkeys(found)) for key, found in rules.items()}


GRAMMAR = Grammar(
    digits=(
        _WEB.address,
        read_phone,
        read_docket,
        read_code,
        read_eu_act,
        read_date,
        read_decade,
        read_time,
        read_subsection,
        read_coordinate,
        read_ordinal,
        read_house,
        read_zip,
        read_money,
        read_fraction,
        read_cents,
        read_label,
        read_measure,
        read_number,
    ),
    symbols={
        "$": (read_money,),
        "§": (read_sign,),
        "¶": (read_sign,),
        "#": (read_number_sign, _WEB.hashtag),
        "№": (read_number_sign,),
        "@": (_WEB.handle,),
        "(": (read_party, read_ticker, read_phone),
        "[": (read_party,),
        "'": (read_decade,),
        "’": (read_decade,),
        "‘": (read_decade,),
        **dict.fromkeys(VULGAR, (read_vulgar,)),
    },
    words=_word_rules(),
    joined=(_WEB.address, read_post_box, read_bill, read_state, read_abbreviation, read_dotted),
    capitals=read_capitals,
    with_digits=read_with_digits,
    say_symbols={
        "&": "and",
        "+": "plus",
        "=": "equals",
        "%": "percent",
        "@": "at",
        "§": "section",
        "×": "by",
        "÷": "divided by",
        "°": "degrees",
        "#": "number",
        "$": "dollars",
        "€": "euros",
        "£": "pounds",
        "¥": "yen",
        "¢": "cents",
    },
)
