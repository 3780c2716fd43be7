"""A line while it is being read aloud: what rules see of it, and what they hand back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from presscast.model import Span, SpokenToken, TokenKind
from presscast.text.acronyms import Acronyms

# Digits and fractions that `str.isalnum` takes for letters are not letters here.
LETTER = r"[^\W\d_ªº²³¹⁰⁴-⁹₀-₉¼-¾⅐-ↈ①-⓿❶-➓㈠-㏿]"
# Marks belong to the letter before them, joiners to the word that they stand in.
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0900-\u0903\u093a-\u094f\u0e31-\u0e4e\u200c\u200d"
)
WORD = rf"{LETTER}(?:{LETTER}|[{_MARKS}])*(?:['’ʼ‑-]?{LETTER}(?:{LETTER}|[{_MARKS}])*)*"
_SPACE = re.compile(r"\s*")
_WORD = re.compile(WORD)
_BEFORE = re.compile(r"([^\s\"“”()\[\],;:—–]+)[\s\"“(]*$")
_QUOTES = " \t\n\u00a0\"'“”‘’«»„"
_GOES_ON = (",", ":", "—", "–", "-", "―")
_STRENGTH = {",": 1, ";": 2, ":": 2, "…": 3, ".": 3, "!": 4, "?": 4}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule read: tokens in order and the position in the text where it stopped."""

    tokens: tuple[SpokenToken, ...]
    end: int


@dataclass(slots=True)
class Line:
    """A stretch of text while it is being read; spans of tokens are `offset` + position."""

    text: str
    offset: int = 0
    language: str = "en"
    region: str = ""
    """The region subtag in capitals, such as `GB`; empty where none is given."""
    capitals: bool = False
    """True where the whole text is in capitals, so that capitals mean nothing."""
    acronyms: Acronyms = field(default_factory=Acronyms)
    tokens: list[SpokenToken] = field(default_factory=list)
    sounding: int = -1
    """Index of the last token that is heard; -1 before the first."""
    _before: tuple[int, str] = (-1, "")
    """The last answer of `before`, which many rules ask in turn."""

    def opens(self, position: int) -> bool:
        """Return whether only white space stands before a position."""
        space = _SPACE.match(self.text)
        return space is None or position <= space.end()

    def say(self, start: int, end: int, spoken: str, *, glued: bool = False) -> SpokenToken:
        """Return a token that says words for `text[start:end]`."""
        span = Span(self.offset + start, self.offset + end)
        return SpokenToken(span, spoken, TokenKind.WORD, glued)

    def spell(self, start: int, end: int, letters: str, suffix: str = "") -> SpokenToken:
        """Return a token that says letters or digits one by one, with an ending such as `'s`."""
        span = Span(self.offset + start, self.offset + end)
        return SpokenToken(span, " ".join(letters) + suffix, TokenKind.LETTERS)

    def mark(self, start: int, end: int, mark: str) -> SpokenToken:
        """Return a token that is a pause."""
        span = Span(self.offset + start, self.offset + end)
        return SpokenToken(span, mark, TokenKind.PUNCTUATION, glued=True)

    def silence(self, start: int, end: int) -> SpokenToken:
        """Return a token that says nothing."""
        return SpokenToken(Span(self.offset + start, self.offset + end), "", TokenKind.PUNCTUATION)

    def before(self, position: int) -> str:
        """Return the written word that ends before a position, without brackets; may be empty."""
        if self._before[0] != position:
            found = _BEFORE.search(self.text, max(0, position - 40), position)
            self._before = (position, found[1] if found else "")
        return self._before[1]

    def after(self, position: int) -> str:
        """Return the written word (letters only) that follows a position; may be empty."""
        space = _SPACE.match(self.text, position)
        found = _WORD.match(self.text, space.end() if space else position)
        return found[0] if found else ""

    def append(self, token: SpokenToken) -> None:
        """Add a token; of neighbouring pauses only the strongest stays."""
        if token.spoken:
            last = self.tokens[self.sounding] if self.sounding >= 0 else None
            if token.kind is TokenKind.PUNCTUATION and (
                last is None or last.kind is TokenKind.PUNCTUATION
            ):
                if last is None or _strength(token) <= _strength(last):
                    self.tokens.append(_silent(token))
                    return
                self.tokens[self.sounding] = _silent(last)
            self.sounding = len(self.tokens)
        self.tokens.append(token)

    def close(self) -> None:
        """End the text: with the stop that an abbreviation has swallowed, or open where it goes on.

        A comma stays only where one is written at the end, as before a quotation.
        """
        if self.sounding < 0:
            return
        last = self.tokens[self.sounding]
        written = self.text.rstrip(" \t\n\u00a0)]\"'”’»")
        if written.endswith(".") and last.spoken[-1] not in ".!?…,":
            end = self.offset + len(self.text)
            self.tokens.append(SpokenToken(Span(end, end), ".", TokenKind.PUNCTUATION, glued=True))
        elif last.spoken == "," and not self.text.rstrip(_QUOTES).endswith(_GOES_ON):
            self.tokens[self.sounding] = _silent(last)


def _strength(pause: SpokenToken) -> int:
    return _STRENGTH.get(pause.spoken, 3)


def _silent(token: SpokenToken) -> SpokenToken:
    return SpokenToken(token.span, "", TokenKind.PUNCTUATION)


Rule = Callable[[Line, int], Reading | None]
"""Reads what begins at a position, or returns None to let the next rule try."""


def plain(word: str) -> str:
    """Return a word as it is: composed, with the straight apostrophe and hyphen engines know."""
    if word.isascii():
        return word
    word = unicodedata.normalize("NFC", word).replace("\u00ad", "")
    return word.replace("’", "'").replace("ʼ", "'").replace("‑", "-")
