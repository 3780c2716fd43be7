"""The words by which the parts of a release are known: the `[blocks]` table of each language.

Structure is told by the words of all languages at once: a Spanish release may open with `FOR
IMMEDIATE RELEASE`, and the page around a French one may speak English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import msgspec

from presscast.text.languages import languages, load_table


class BlockWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A language's table; entries are regular expressions where nothing else is said."""

    stop_words: tuple[str, ...] = ()
    """Plain words, the commonest of the language; they tell languages apart."""
    joining_words: tuple[str, ...] = ()
    """Plain words that end no paragraph: articles, prepositions, conjunctions."""
    months: tuple[str, ...] = ()
    """Twelve entries, January first: the names and short forms of a month, joined by `|`."""
    weekdays: tuple[str, ...] = ()
    date_joiners: tuple[str, ...] = ()
    """Words inside a date: `de` in `3 de mayo`."""
    month_first: bool = False
    """True where 05/03 is the third of May."""
    clock: tuple[str, ...] = ()
    """What follows the digits of a time."""
    regions: tuple[str, ...] = ()
    """States and countries as they stand after a city in a dateline."""
    release_marks: tuple[str, ...] = ()
    """Whole lines that announce a release: `FOR IMMEDIATE RELEASE`."""
    embargo: tuple[str, ...] = ()
    date_labels: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    """Labels and whole lines below a release: `Last modified`."""
    end_marks: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    """What opens the heading of an organisation's description of itself."""
    about_sentence_ends: tuple[str, ...] = ()
    """Verbs with which such a description goes on after the name."""
    headings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    advisory: tuple[str, ...] = ()
    """The questions that a media advisory answers, each a label: `WHEN:`."""
    credits: tuple[str, ...] = ()
    """Whole lines that say whose a picture is."""
    contact: tuple[str, ...] = ()
    contact_parts: tuple[str, ...] = ()
    """Labels inside a contact block: `Tel`."""
    legal_headings: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()
    cta: tuple[str, ...] = ()
    """How a call to action opens."""
    cta_phrases: tuple[str, ...] = ()
    self: tuple[str, ...] = ()
    """What organisations say of themselves."""
    furniture: tuple[str, ...] = ()
    """Whole lines of a web page that are not the release's."""
    furniture_phrases: tuple[str, ...] = ()
    caption_ends: tuple[str, ...] = ()
    """With what a picture's caption ends: who took it."""
    related: tuple[str, ...] = ()
    """Headings above links to other pages."""
    letterhead: tuple[str, ...] = ()
    turn_labels: tuple[str, ...] = ()
    """Who takes turns in a transcript, as a line of it begins: `Pregunta.-`."""
    chapter_opening: str = ""
    chapter_body: str = ""
    chapter_statements: str = ""
    chapter_background: str = ""
    chapter_about: str = ""
    """A chapter's title, `{}` for the organisation's name."""
    chapter_about_unnamed: str = ""
    chapter_contact: str = ""
    chapter_end: str = ""
    chapter_and: str = ""


@dataclass(frozen=True, slots=True)
class Structure:
    """The words of all languages, compiled; each says how it is meant to be matched."""

    release_mark: re.Pattern[str]
    """Full match."""
    embargo: re.Pattern[str]
    """Match at the start."""
    date_label: re.Pattern[str]
    """Match at the start."""
    footer: re.Pattern[str]
    """Match at the start."""
    end_mark: re.Pattern[str]
    """Full match."""
    about: re.Pattern[str]
    """Match at the start; the name of the organisation follows."""
    about_verb: re.Pattern[str]
    """Full match of a word."""
    heading: re.Pattern[str]
    """Full match."""
    notes: re.Pattern[str]
    """Full match."""
    advisory: re.Pattern[str]
    """Match at the start, with its colon."""
    credit: re.Pattern[str]
    """Full match."""
    contact: re.Pattern[str]
    """Match at the start."""
    contact_label: re.Pattern[str]
    """Full match."""
    contact_part: re.Pattern[str]
    """Match at the start, with its colon."""
    legal_heading: re.Pattern[str]
    """Full match."""
    legal: re.Pattern[str]
    """Search in lower case."""
    cta: re.Pattern[str]
    """Match at the start."""
    cta_phrase: re.Pattern[str]
    """Search in lower case."""
    self_description: re.Pattern[str]
    """Search in lower case."""
    furniture: re.Pattern[str]
    """Full match."""
    furniture_phrase: re.Pattern[str]
    """Search in lower case."""
    caption_end: re.Pattern[str]
    """Search, case-sensitive; the text ends with it."""
    related: re.Pattern[str]
    """Full match."""
    letterhead: re.Pattern[str]
    """Full match."""
    turn_label: re.Pattern[str]
    """Match at the start, with its full stop and dash."""
    stop_words: frozenset[str]
    regions: str
    """A pattern, case-sensitive."""
    months: str
    """A pattern of every month in every language."""
    month_numbers: dict[str, int]
    weekdays: str
    date_joiners: str
    clock: str


def block_words(language: str) -> BlockWords:
    """Return the words of one language; of English where it has no file."""
    return load_table(language, "blocks", BlockWords)


def _any(entries: Iterable[str]) -> str:
    """Return one pattern for all entries, the longer ones first so that they win."""
    unique = sorted(set(entries), key=lambda entry: (-len(entry), entry))
    if not unique:
        return r"(?!)"
    return "|".join(re.sub(r" (?![?*])", r"\\s+", entry).replace(" ", r"\s") for entry in unique)


@cache
def structure() -> Structure:
    """Return the words of all languages, compiled once."""
    tables = [block_words(language) for language in languages()]

    def entries(field: str) -> list[str]:
        return [entry for table in tables for entry in getattr(table, field)]

    def whole(field: str) -> re.Pattern[str]:
        return re.compile(rf"(?:{_any(entries(field))})\s*[:.…]?", re.IGNORECASE)

    def opening(field: str) -> re.Pattern[str]:
        return re.compile(rf"(?:{_any(entries(field))})(?!\w)", re.IGNORECASE)

    def anywhere(field: str) -> re.Pattern[str]:
        # Lower-case text is four times as fast to search as text in any case.
        return re.compile(rf"(?<!\w)(?:{_any(entries(field))})")

    month_numbers = {
        name: number
        for table in tables
        for number, names in enumerate(table.months, 1)
        for name in names.split("|")
    }
    return Structure(
        release_mark=whole("release_marks"),
        embargo=opening("embargo"),
        date_label=opening("date_labels"),
        footer=opening("footer"),
        end_mark=whole("end_marks"),
        about=opening("about"),
        about_verb=whole("about_sentence_ends"),
        heading=whole("headings"),
        notes=whole("notes"),
        advisory=re.compile(rf"[*# ]*(?:{_any(entries('advisory'))})[* ]*:", re.IGNORECASE),
        credit=whole("credits"),
        contact=opening("contact"),
        contact_label=whole("contact"),
        contact_part=re.compile(
            rf"\W*(?:{_any(entries('contact_parts'))})\.?\s*(?::|\(|\+?\d)", re.IGNORECASE
        ),
        legal_heading=whole("legal_headings"),
        legal=anywhere("legal"),
        cta=opening("cta"),
        cta_phrase=anywhere("cta_phrases"),
        self_description=anywhere("self"),
        furniture=whole("furniture"),
        furniture_phrase=anywhere("furniture_phrases"),
        caption_end=re.compile(rf"(?:{_any(entries('caption_ends'))})\Z"),
        related=whole("related"),
        letterhead=whole("letterhead"),
        turn_label=re.compile(
            rf"(?:{_any(entries('turn_labels'))})\b[^\n]{{0,60}}?\.\s?[-–—]", re.IGNORECASE
        ),
        stop_words=frozenset(entries("stop_words")),
        regions=_any(entries("regions")),
        months=_any(month_numbers),
        month_numbers=month_numbers,
        weekdays=_any(entry for field in entries("weekdays") for entry in field.split("|")),
        date_joiners=_any(entries("date_joiners")),
        clock=_any(entries("clock")),
    )
