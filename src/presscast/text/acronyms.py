"""Acronyms: which capitals are said as a word and which letter by letter."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from presscast.text import vocabulary

_DEFINED = re.compile(
    r"(?P<name>(?:[\w’'&/,.-]+\s+){1,10}?[\w’'&/.-]+)\s*[(\[][\"“']?"
    r"(?P<short>[A-Z][A-Za-z0-9&/-]{0,9}[A-Z0-9])s?[\"”']?(?:\s+(?:or|and)\s[^)]*)?[)\]]"
)
_SMALL = frozenset(
    """
    of the and for in on to a an & de la del y et des du le les und der die das für with at by
    """.split()
)
_VOWELS = "AEIOUY"
_LONGEST_SPELLED = 6
_SHORTEST_JOINED = 5
# Of acronyms with two letters only these stand before another word in addresses.
_PLACES_FIRST = frozenset(("us", "uk", "un", "tv", "nyc"))
# What an English word may begin and end with, and hold between its vowels; the rest is read letter
# by letter.
_ONSET = re.compile(
    r"(?:[BCDFGHJKLMNPRSTVWYZ]|QU|BL|BR|CH|CL|CR|DR|DW|FL|FR|GL|GR|KL|KN|KR|PH|PL|PR|RH|SC|SH|SK|SL|SM|SN|SP|ST|SW|"
    r"SCH|SCR|SHR|SPL|SPR|STR|TH|THR|TR|TW|WH|WR)?"
)
_VOWEL = r"(?:A[IUY]?|E[AEIOUY]?|I[AEO]?|O[AEIOUY]?|U[AEI]?|Y)"
_SYLLABLES = re.compile(
    rf"(?!US[BCDFGIST])(?!UN[CDGSR]){_ONSET.pattern}{_VOWEL}(?:(?:[BCDFGKLMNPRSTVWXZ]|[LMNRS][BCDFGKLMNPSTVZ]|[BCDGKPT]{{2}}|C[KT]|P[ST]|[LMNRST]{{2}}|"
    rf"[BCDFGKLMNPRST]H|NTR|MPL|NGL|STR|LTR|RTR){_VOWEL})*(?:[BCDFGKLMNPRSTXZ]|CK|CS|CT|FT|LD|LK|LL|LM|LP|LT|MP|ND|NG|NK|NT|PT|RB|RD|RK|RM|RN|RP|RT|RV|SK|SP|SS|ST|TH|SH|CH|NS|RS|LS|TS|DS|KS|PS)?"
)


class AcronymReading(StrEnum):
    """How capitals are said."""

    WORD = "word"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class _Known:
    words: frozenset[str]
    letters: frozenset[str]
    plain: frozenset[str]


@cache
def _known(language: str) -> _Known:
    """Return the built-in acronyms of a language; English ones where it has none of its own."""
    folder = files("presscast.text") / "data" / "acronyms"
    path = folder / f"{language}.toml"
    if not path.is_file():
        path = folder / "en.toml"
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    return _Known(**{name: frozenset(words.split()) for name, words in lists.items()})


@dataclass(frozen=True, slots=True)
class Acronyms:
    """The acronyms of a release, learned from where it spells them out, over the built-in ones."""

    language: str = "en"
    words: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    names: tuple[tuple[str, str], ...] = ()
    """Each learned acronym and the name that it stands for, in the order of the release."""

    def known(self, capitals: str) -> AcronymReading | None:
        """Return how a known acronym (in capitals, no plural ending) is said, else None."""
        built_in = _known(self.language)
        if capitals in self.words:
            return AcronymReading.WORD
        if capitals in self.letters:
            return AcronymReading.LETTERS
        if capitals in built_in.words:
            return AcronymReading.WORD
        if capitals in built_in.letters:
            return AcronymReading.LETTERS
        return None

    def reading(self, capitals: str) -> AcronymReading:
        """Return how capitals are said: known, a word of the language, or else by their shape."""
        known = self.known(capitals)
        if known is not None:
            return known
        if capitals in _known(self.language).plain:
            return AcronymReading.WORD
        if len(capitals) > 3 and vocabulary.contains(capitals.lower(), self.language):
            return AcronymReading.WORD
        return by_shape(capitals)

    def is_plain(self, capitals: str) -> bool:
        """Return whether capitals are a plain word, written so for emphasis or as a label."""
        return capitals in _known(self.language).plain

    def spelled(self, capitals: str, *, in_address: bool = False) -> bool:
        """Return whether capitals are said letter by letter.

        In an address, where capitals mean nothing, only what is known or cannot be said is.
        """
        if not in_address:
            return self.reading(capitals) is AcronymReading.LETTERS
        if len(capitals) < 2:
            return len(capitals) == 1
        known = self.known(capitals)
        if known is None or capitals in _known(self.language).plain:
            return not any(char in _VOWELS for char in capitals)
        return known is AcronymReading.LETTERS and not (
            len(capitals) > 2 and vocabulary.contains(capitals.lower(), self.language)
        )

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the two parts of a word run together in an address: `us` and `doj`, else itself.

        One of them is a known acronym, the other one too or a word of the language.
        """
        if len(word) < _SHORTEST_JOINED or vocabulary.contains(word, self.language):
            return (word,)
        for cut in range(len(word) - 2, 1, -1):
            head, tail = word[:cut], word[cut:]
            if self._is_word(head[-1] + tail):
                continue  # `splcenter` is no `SPLC enter`
            first, last = self._is_letters(head), self._is_letters(tail)
            if (
                (first and last and len(tail) > 2)
                or (first and self._is_word(tail) and (cut > 2 or head in _PLACES_FIRST))
                or (last and len(tail) > 2 and self._is_word(head))
            ):
                return (head, tail)
        return (word,)

    def _is_letters(self, word: str) -> bool:
        return self.known(word.upper()) is AcronymReading.LETTERS and (
            len(word) > 2 or word in _PLACES_FIRST
        )

    def _is_word(self, word: str) -> bool:
        return len(word) > 3 and vocabulary.contains(word, self.language)


def by_shape(capitals: str) -> AcronymReading:
    """Return how unknown capitals are said: as a word from four letters on where they sound as one.

    >>> by_shape("RELA").value, by_shape("SPTF").value, by_shape("ORA").value
    ('word', 'letters', 'letters')
    """
    if not capitals.isascii():
        return AcronymReading.WORD
    # Few organisations have more than six words: longer capitals are a name written so.
    long = len(capitals) > _LONGEST_SPELLED and any(char in _VOWELS for char in capitals)
    sayable = long or (len(capitals) > 3 and is_sayable(capitals))
    return AcronymReading.WORD if sayable else AcronymReading.LETTERS


def is_sayable(capitals: str) -> bool:
    """Return whether capitals are made of syllables as English words are.

    >>> is_sayable("SAN"), is_sayable("AFS")
    (True, False)
    """
    return _SYLLABLES.fullmatch(capitals) is not None


def learn_acronyms(text: str, language: str) -> Acronyms:
    """Return the acronyms that a release defines, as in `Customs and Border Protection (CBP)`.

    A definition counts where the capitals are the initials of the words before them.
    """
    language = language.partition("-")[0].lower() or "en"
    base = Acronyms(language)
    words: set[str] = set()
    letters: set[str] = set()
    names: dict[str, str] = {}
    for found in _DEFINED.finditer(text):
        short = re.sub(r"[^A-Z]", "", found["short"])
        name = _defined_name(found["name"], short)
        # A hyphen joins acronyms, each said in its own way: `ACLU-SDIC`.
        if name is None or len(short) < 2 or "-" in found["short"]:
            continue
        names.setdefault(short, name)
        spelled = base.reading(short) is AcronymReading.LETTERS
        (letters if spelled else words).add(short)
    return Acronyms(language, frozenset(words), frozenset(letters), tuple(names.items()))


def _defined_name(before: str, short: str) -> str | None:
    """Return the last words of a text whose initials are `short`, or None."""
    words = before.split()
    for count in range(1, len(words) + 1):
        tail = words[-count:]
        if tail[0][:1].upper() != short[0]:
            continue
        parts = [part for word in tail for part in re.split(r"[-/]", word) if part]
        every = "".join(part[0] for part in parts).upper()
        chief = "".join(part[0] for part in parts if part.lower() not in _SMALL).upper()
        if short in {every, chief} or (len(chief) > 1 and _within(short, every)):
            return " ".join(tail)
    return None


def _within(short: str, initials: str) -> bool:
    """Return whether the initials hold the acronym in order, with at most two left over."""
    rest = iter(initials)
    return len(initials) - len(short) <= 2 and all(letter in rest for letter in short)
