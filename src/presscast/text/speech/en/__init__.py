"""English, American and British: which rule reads what."""

from __future__ import annotations

import string
from collections.abc import Iterable

from presscast.text.speech.en.abbreviations import (
    read_by,
    read_contracted,
    read_latin,
    read_optional_plural,
    read_page,
    read_slash,
    read_stopped,
    read_street,
    read_title,
)
from presscast.text.speech.en.brackets import (
    read_bare_ticker,
    read_note,
    read_party,
    read_party_in_commas,
    read_raised,
    read_registered,
    read_ticker,
)
from presscast.text.speech.en.capitals import (
    read_capitals,
    read_dotted,
    read_initial,
    read_letter_range,
    read_list_letter,
    read_sharp,
    read_with_digits,
)
from presscast.text.speech.en.dates import (
    DAYS,
    MONTHS,
    WEEKDAYS,
    read_anno,
    read_date,
    read_month,
    read_short_year,
    read_span,
    read_weekday,
    read_weekdays,
)
from presscast.text.speech.en.day_lists import read_days_month, read_month_days
from presscast.text.speech.en.labels import read_label, read_parted_label
from presscast.text.speech.en.law import (
    read_bill,
    read_code,
    read_docket,
    read_eu_act,
    read_federal_rule,
    read_number_sign,
    read_sign,
    read_subsection,
    read_versus,
)
from presscast.text.speech.en.lengths import read_length
from presscast.text.speech.en.measures import read_measure, read_minus, read_ratio
from presscast.text.speech.en.money import read_loss, read_money, read_money_after, read_share
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
    AUSTRALIAN_STATES,
    read_australian,
    read_coordinate,
    read_direction,
    read_house,
    read_post_box,
    read_state,
    read_zip,
)
from presscast.text.speech.en.roman import read_list_numeral
from presscast.text.speech.en.tables import (
    ANYWHERE,
    DIRECTIONS,
    STATE_ABBREVIATIONS,
    STATES,
    STOPPED,
    STREETS,
    TITLES,
)
from presscast.text.speech.en.times import read_time
from presscast.text.speech.en.units import CURRENCY_CODES, CURRENCY_SIGNS
from presscast.text.speech.grammar import Grammar
from presscast.text.speech.line import Rule
from presscast.text.speech.web import Web, WebWords

_WEB = Web(WebWords("at", "dot", "slash", "dash", "underscore", "plus", "hashtag"), "en")


def _word_rules() -> dict[str, tuple[Rule, ...]]:
    """Return the rules by the word that calls for them; keys in capitals hold for capitals only."""
    rules: dict[str, list[Rule]] = {}

    def add(keys: Iterable[str], *more: Rule) -> None:
        for key in keys:
            rules.setdefault(key, []).extend(more)

    add(("P",), read_post_box)
    add(("C", "F", "J"), read_sharp)
    add(string.ascii_uppercase, read_letter_range, read_list_letter, read_bill)
    add(("HB", "SB", "AB", "HR", "EO", "ACR", "SCR", "pub", "public", "PL"), read_bill)
    add(("fed", "F"), read_federal_rule)
    add(("x", "X"), read_by)
    add(("no", "nos"), read_number_sign)
    add(("US", "CA", "C", "A", "AU", "NZ", "HK", "MX", "R", "S", "NT"), read_money)
    add(CURRENCY_CODES, read_money)
    add(("v", "vs", "V"), read_versus)
    add(("p", "pp"), read_page)
    add(("D", "R", "I"), read_party_in_commas)
    add(("A",), read_anno)
    add(("TSE", "TYO", "HKEX", "SEHK", "ASX", "SGX", "KRX", "NSE", "BSE"), read_bare_ticker)
    add(("NASDAQ", "Nasdaq", "NYSE", "TSX", "LSE", "OTCQB", "OTCQX", "AMEX"), read_bare_ticker)
    add(MONTHS, read_month_days, read_month)
    add(DIRECTIONS, read_direction)
    add((*STATES, *STATE_ABBREVIATIONS, "N", "R", "S", "W", "B"), read_state)
    add(WEEKDAYS, read_weekday)
    add(AUSTRALIAN_STATES, read_australian)
    add(map(str.lower, DAYS), read_weekdays)
    add(("e", "eg", "ie", "i", "et", "c", "w", "aka", "fka", "dba"), read_latin)
    add(STREETS, read_street)
    add(TITLES, read_title)
    add(
        ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"),
        read_list_numeral,
    )
    add(string.ascii_lowercase[:12], read_list_letter)
    add(STOPPED, read_stopped)
    add(ANYWHERE, read_contracted)
    add(string.ascii_uppercase, read_dotted, read_initial)
    for key in [key for key in rules if key.isupper() and key.lower() in rules]:
        rules[key] += rules[key.lower()]
    return {key: tuple(dict.fromkeys(found)) for key, found in rules.items()}


GRAMMAR = Grammar(
    digits=(
        _WEB.address,
        read_raised,
        read_phone,
        read_docket,
        read_code,
        read_eu_act,
        read_length,
        read_days_month,
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
        read_money_after,
        read_ratio,
        read_label,
        read_parted_label,
        read_measure,
        read_number,
    ),
    symbols={
        **dict.fromkeys((sign for sign in CURRENCY_SIGNS if len(sign) == 1), (read_money,)),
        "$": (read_money, read_loss, read_share),
        "€": (read_money, read_loss),
        "£": (read_money, read_loss),
        "−": (read_minus,),
        "§": (read_sign,),
        "¶": (read_sign,),
        "#": (read_number_sign, _WEB.hashtag),
        "№": (read_number_sign,),
        "@": (_WEB.handle,),
        "(": (
            read_optional_plural,
            read_registered,
            read_note,
            read_party,
            read_ticker,
            read_phone,
        ),
        "[": (read_party,),
        "/": (read_slash,),
        **dict.fromkeys("-–—", (read_span,)),
        "×": (read_by,),
        **dict.fromkeys("'’‘", (read_decade, read_short_year)),
        **dict.fromkeys(VULGAR, (read_vulgar,)),
    },
    words=_word_rules(),
    joined=(
        _WEB.address,
        read_money,
        read_post_box,
        read_bill,
        read_state,
        read_latin,
        read_direction,
        read_dotted,
    ),
    capitals=read_capitals,
    with_digits=read_with_digits,
    say_symbols={
        "&": "and",
        "+": "plus",
        "–": "to",
        "→": "to",
        "★": "star",
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
