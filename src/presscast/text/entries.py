"""What is known of a person in a release, and where the person is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from presscast.text.attribution_words import Lexis
from presscast.text.narration import Token

_OFFICE_REACH = 9
"""Words before a comma in which the office of the name after it is looked for."""


@dataclass(slots=True)
class Entry:
    """A person as the register knows them."""

    name: str
    words: tuple[str, ...]
    position: int
    folded: tuple[str, ...]
    roles: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    """Roles in the words after the name, which may be somebody else's."""
    role: str | None = None
    gender: str | None = None
    evident: bool = False
    """True where a title, a role or a given name shows that it is a person."""
    headline: bool = False
    nameless: bool = False
    """True for somebody known by a description only, who is in the release if they speak."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a person in the narration."""

    position: int
    sentence: int
    oblique: bool
    """True after a preposition, so that it is hardly what the sentence is about."""
    name: str
    apart: str | None = None
    """The gender of a pronoun before it in its clause, which means somebody else: `he and Lake`."""
    acts: bool = False
    """True where more than a surname is followed by a verb, as somebody's name would be."""


def is_oblique(tokens: Sequence[Token], titles: int, lexis: Lexis) -> bool:
    """Return whether a name, or the office that it explains, follows a preposition.

    `titles` is the index of its first title: `del presidente, Ana Ruiz` is as oblique as
    `de Ana Ruiz`.
    """
    prepositions = lexis.words.prepositions
    if not titles or tokens[titles - 1].text != ",":
        return titles > 0 and tokens[titles - 1].lower in prepositions
    for index in range(titles - 2, max(-1, titles - _OFFICE_REACH), -1):
        if not tokens[index].is_word:
            return False
        if tokens[index].lower in prepositions and lexis.is_role(tokens[index + 1].lower):
            return True
    return False


def does_something(tokens: Sequence[Token], after: int, lexis: Lexis) -> bool:
    """Return whether a word like a verb stands right after a name."""
    words = lexis.words
    if after >= len(tokens) or not tokens[after].text.islower():
        return False
    return tokens[after].lower not in words.prepositions | words.conjunctions | words.determiners
