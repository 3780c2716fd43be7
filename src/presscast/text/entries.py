"""What is known of a person in a release, and where the person is named."""

from __future__ import annotations

from dataclasses import dataclass, field


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
