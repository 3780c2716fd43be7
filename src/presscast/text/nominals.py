"""Noun phrases without a name: an office, an organisation, a thing that is said to state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from presscast.model import Span
from presscast.text.attribution_words import Lexis
from presscast.text.narration import Token
from presscast.text.roles import stretch_after

MOUTHPIECES = ("spokes", "portavoz", "porte-parole", "portavoce", "porta-voz", "sprecher")
"""Those who speak for others: never another word for the person named before."""


class PhraseKind(StrEnum):
    """What a noun phrase is."""

    NAME = "name"
    PRONOUN = "pronoun"
    OFFICE = "office"
    """A person without a name: `the senator`, `a spokesman for the city`."""
    ORGANIZATION = "organization"
    OTHER = "other"
    """Something that can hardly speak; used where nothing better is found."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase of the narration."""

    kind: PhraseKind
    words: tuple[str, ...]
    span: Span
    first: int
    last: int
    """Index after its last token."""
    head: str = ""
    """The role or institution noun in lower case, for an office or an organisation."""
    gender: str | None = None
    role: str | None = None
    definite: bool = True
    others: tuple[Phrase, ...] = ()
    """Who speaks jointly with it."""

    @property
    def text(self) -> str:
        """Return the phrase with single spaces."""
        return " ".join(self.words)


def read_organization(
    tokens: Sequence[Token], start: int, body: int, comma: int, lexis: Lexis
) -> Phrase | None:
    """Return the organisation that a capitalised stretch names; None where it names none.

    The phrase begins at `start`; its words, determiners aside, at `body`.
    """
    end = min(stretch_after(tokens, body, lexis), comma)
    words = [token.text for token in tokens[body:end]]
    lowers = [word.lower() for word in words]
    nouns = [low for low in lowers if low in lexis.bodies]
    if end - body >= 1 and nouns and not tokens[end - 1].possessive:
        if _heads_body(lowers, lexis):
            return None
        final = lowers[-1] in nouns
        if not final and lowers[0] in nouns and len(lowers) > 2:
            final = lowers[1] in lexis.words.prepositions  # "Department of Justice"
        if not final and any(
            lexis.is_title(low) and low not in lexis.words.institutions for low in lowers
        ):
            return None
        return Phrase(
            PhraseKind.ORGANIZATION,
            tuple(words),
            Span(tokens[start].start, tokens[end - 1].end),
            start,
            end,
            head=nouns[-1],
        )
    return None


def _heads_body(lowers: Sequence[str], lexis: Lexis) -> bool:
    """Return whether words begin with who heads a body: `Chief Executive of the Care Council`."""
    at = 0
    while (
        at < len(lowers)
        and lexis.is_title(lowers[at])
        and lowers[at] not in lexis.words.institutions
    ):
        at += 1
    return 0 < at < len(lowers) and lowers[at] in lexis.words.prepositions


def read_office(
    tokens: Sequence[Token],
    start: int,
    body: int,
    comma: int,
    lexis: Lexis,
    *,
    determined: bool,
) -> Phrase | None:
    """Return the phrase as an office, an institution or a thing, by its head noun.

    `determined` says that an article or a possessive begins it.
    """
    words = lexis.words
    end = body
    head = ""
    kind = PhraseKind.OTHER
    within = False
    """Whether the words are the object of a preposition: `el intercambio de docentes y alumnos`."""
    while end < comma:
        token = tokens[end]
        if not token.is_word or (end > body and token.lower in words.cues and token.text.islower()):
            break
        if end > body and (
            token.lower in words.adverbs
            or token.lower in words.auxiliaries
            or (token.lower in lexis.all_pronouns and token.lower not in words.determiners)
        ):
            break
        if end > body and (
            token.lower in words.subordinators | words.gerunds
            or token.lower in words.adjunct_prepositions
            or (head and token.lower in words.relatives and bool(words.contractions))
            or _places_statement(tokens, end, comma, lexis)
            or (head and _takes_object(tokens, end, comma, lexis))
        ):
            break
        if not head and not determined and token.lower in words.determiners:
            return None
        governed = end > body and tokens[end - 1].lower in words.prepositions
        within = within or (governed and bool(words.contractions))
        if not head and not token.possessive and not governed and not within:
            if lexis.is_role(token.lower):
                head, kind = token.lower, PhraseKind.OFFICE
            elif (
                token.lower in words.institutions
                or (determined and token.lower.removesuffix("s") in words.institutions)
                or token.lower in words.documents
                or token.lower in words.own_words
            ):
                head, kind = token.lower, PhraseKind.ORGANIZATION
        elif (
            kind is PhraseKind.ORGANIZATION
            and lexis.is_role(token.lower)
            and (tokens[end - 1].lower == head or tokens[end - 1].is_capitalised)
        ):
            head, kind = token.lower, PhraseKind.OFFICE
        end += 1
    while end > body and (
        tokens[end - 1].lower in words.prepositions or tokens[end - 1].lower in words.conjunctions
    ):
        end -= 1
    if end == body:
        return None
    if kind is PhraseKind.OTHER and not determined and not tokens[body].is_capitalised:
        token = tokens[body]
        closed = words.adverbs | words.conjunctions | words.subordinators | words.auxiliaries
        if token.lower in closed or token.lower.endswith("ly") or not token.text.isalpha():
            return None
    if kind is PhraseKind.OTHER and tokens[body].is_capitalised:
        stretch = min(stretch_after(tokens, body, lexis), end)
        end = max(stretch, body + 1)
        kind = PhraseKind.ORGANIZATION if tokens[body].lower not in lexis.not_names else kind
    first = tokens[start].lower
    gender = "she" if head in words.roles_she else "he" if head in words.roles_he else None
    if gender is None and kind is PhraseKind.OFFICE and words.feminine:
        gender = "she" if first in words.feminine else "he" if first in words.masculine else None
    if lexis.language == "en":
        gender = "she" if head in words.roles_she else "he" if head in words.roles_he else None
    return Phrase(
        kind,
        _written(tokens[start:end]),
        Span(tokens[start].start, tokens[end - 1].end),
        start,
        end,
        head=head,
        gender=gender,
        definite=_definite(tokens, start, end),
    )


_WITHIN = frozenset("in on at en dans sur sous par bei im beim à au".split())
"""Prepositions before what a statement stands in."""


def _places_statement(tokens: Sequence[Token], at: int, end: int, lexis: Lexis) -> bool:
    """Return whether a preposition leads to where something was said: `in a statement`."""
    words = lexis.words
    noun = at + 1
    if tokens[at].lower not in _WITHIN or tokens[at].is_capitalised:
        return False
    while noun < end and tokens[noun].lower in words.determiners:
        noun += 1
    return noun < end and tokens[noun].lower in words.documents | words.own_words


def _written(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the words as they stand, elided articles joined to theirs, possessives kept."""
    words: list[str] = []
    for token in tokens:
        word = token.text
        if token.possessive:
            word += "’" if word.endswith("s") else "’s"
        if words and words[-1][-1] in "'’" and len(words[-1]) <= 3:
            words[-1] += word
        else:
            words.append(word)
    return tuple(words)


def _definite(tokens: Sequence[Token], start: int, end: int) -> bool:
    indefinite = (
        "a",
        "an",
        "one",
        "another",
        "un",
        "una",
        "une",
        "ein",
        "eine",
        "uno",
        "um",
        "uma",
    )
    if tokens[start].lower in indefinite:
        return False
    return not any(token.lower in ("for", "para", "für", "pour") for token in tokens[start:end])


def _takes_object(tokens: Sequence[Token], index: int, comma: int, lexis: Lexis) -> bool:
    """Return whether a word is a verb with its object after it: `issued a statement`."""
    words = lexis.words
    closed = words.prepositions | words.conjunctions | words.determiners
    return (
        index + 1 < comma
        and tokens[index].text.islower()
        and tokens[index].lower not in closed
        and not tokens[index].possessive
        and tokens[index + 1].lower in words.determiners
    )
