"""Bodies that a release names in full, for where it then says `the company` or `the ministry`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from presscast.model import BlockType
from presscast.text.attribution_words import Lexis
from presscast.text.conversation_words import conversation_words
from presscast.text.names import fold
from presscast.text.narration import Token
from presscast.text.people import Passage
from presscast.text.roles import joined, stretch_after

_STORY = frozenset((BlockType.LEDE, BlockType.BODY, BlockType.LIST_ITEM, BlockType.SUBHEADLINE))


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation by its full name."""

    name: str
    nouns: frozenset[str]
    """What it is, in lower case: `ministry`."""
    is_company: bool


def bodies_of(passages: Sequence[Passage], lexis: Lexis) -> tuple[Body, ...]:
    """Return the bodies that the story names in full, in order, each once."""
    found: dict[str, Body] = {}
    for passage in passages:
        if passage.type not in _STORY:
            continue
        tokens = passage.tokens
        index = 0
        while index < len(tokens):
            end = _name_end(tokens, index, lexis)
            for part in _separate(tokens[index:end], lexis) if end > index + 1 else ():
                body = _body(part, lexis)
                if body is not None:
                    found.setdefault(fold(body.name), body)
            index = max(end, index + 1)
    return tuple(found.values())


def _name_end(tokens: Sequence[Token], start: int, lexis: Lexis) -> int:
    """Return where the name at a token ends; it may begin with a small `ministère`."""
    if tokens[start].is_capitalised:
        return stretch_after(tokens, start, lexis)
    if tokens[start].lower not in lexis.words.institutions:
        return start
    at = start + 1
    while at < min(len(tokens), start + 3) and tokens[at].lower in lexis.words.prepositions | (
        lexis.words.determiners
    ):
        at += 1
    named = start + 1 < at < len(tokens) and tokens[at].is_capitalised
    return stretch_after(tokens, at, lexis) if named else start


def _separate(tokens: Sequence[Token], lexis: Lexis) -> list[Sequence[Token]]:
    """Return the names in a stretch, parted where each side of an `and` says what it is."""
    for index, token in enumerate(tokens):
        if token.lower in lexis.words.conjunctions:
            before, after = tokens[:index], tokens[index + 1 :]
            if _kinds(before, lexis) and _kinds(after, lexis):
                return [before, *_separate(after, lexis)]
    return [tokens]


def _kinds(tokens: Sequence[Token], lexis: Lexis) -> frozenset[str]:
    return lexis.bodies.intersection(token.lower for token in tokens)


def _body(tokens: Sequence[Token], lexis: Lexis) -> Body | None:
    """Return the body that a stretch names; None where it names none, or somebody in it."""
    words = lexis.words
    begin = 0
    while begin < len(tokens) and (
        tokens[begin].lower in lexis.not_names and tokens[begin].lower not in words.institutions
    ):
        begin += 1
    name = tokens[begin:]
    kinds = _kinds(name, lexis)
    if len(name) < 2 or not kinds:
        return None
    if any(lexis.is_title(t.lower) and t.lower not in words.institutions for t in name):
        return None
    others = {token.lower for token in name} - kinds
    places_too = conversation_words(lexis.language).places_too
    if any(noun in places_too and not others & places_too[noun] for noun in kinds):
        return None  # "Riverbend Court" is where people live
    nouns = kinds & words.institutions
    companies = conversation_words(lexis.language).companies
    is_company = not nouns - companies - words.company_forms
    return Body(joined(name).removesuffix("’s"), nouns, is_company)


def names_in_full(passages: Sequence[Passage], lexis: Lexis) -> dict[str, str]:
    """Return what `the ministry` means, by its noun, where the story names one such body.

    A shorter form of a longer name is the same body; a noun that several fit is left out.
    """
    fitting: dict[str, list[str]] = {}
    companies: list[str] = []
    for body in bodies_of(passages, lexis):
        for noun in body.nouns:
            fitting.setdefault(noun, []).append(body.name)
        if body.is_company:
            companies.append(body.name)
    if companies:
        for noun in conversation_words(lexis.language).companies:
            fitting.setdefault(noun, companies)  # "the group" is rather who has it in its name
    found: dict[str, str] = {}
    for noun, names in fitting.items():
        longest = max(names, key=len)
        if all(fold(name) in fold(longest) for name in names):
            found[noun] = longest
    return found
