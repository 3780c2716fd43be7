"""Adverbs and prepositional phrases, which stand before or between what speaks and its verb."""

from __future__ import annotations

from collections.abc import Sequence

from presscast.text.attribution_words import Lexis
from presscast.text.narration import DASHES, Token

_CLITICS = frozenset(("se", "s", "sich", "si", "me", "nos", "le", "y"))
"""Small pronouns that stand between a verb and its subject."""


def stops(token: Token) -> bool:
    """Return whether no phrase goes on past a token."""
    return token.quote >= 0 or token.text in DASHES or token.text in (";", ":", ".", "!", "?", "…")


def skip_adjuncts(tokens: Sequence[Token], start: int, end: int, lexis: Lexis) -> int:
    """Return the index after adverbs and prepositional phrases, where a noun phrase may begin."""
    words = lexis.words
    index = start
    while index < end:
        token = tokens[index]
        light = (
            token.lower in words.adverbs
            or token.text in (",", "(", ")")
            or (token.lower in words.audiences and token.text.islower())
            or (words.contractions and _is_manner(token))
            or (token.lower in _CLITICS and token.lower not in words.determiners)
        )
        if light and not (token.is_capitalised and index > start and not words.verb_second):
            index += 1
        elif (
            token.lower in words.prepositions
            and token.lower not in words.relatives
            and not (
                token.lower in words.determiners
                and token.lower not in words.contractions
                and (index == start or tokens[index - 1].text == ",")
                and _is_determined(tokens, index, end, lexis)
            )
        ):
            index = _after_object(tokens, index + 1, end, lexis)
        else:
            break
    return index


def _is_manner(token: Token) -> bool:
    """Return whether a Romance word is an adverb by its ending; nouns follow their articles."""
    return token.text.islower() and len(token.text) > 6 and token.lower.endswith(("ment", "mente"))


def _is_determined(tokens: Sequence[Token], index: int, end: int, lexis: Lexis) -> bool:
    following = tokens[index + 1] if index + 1 < end else None
    return following is not None and (
        lexis.is_title(following.lower) or following.lower in lexis.words.institutions
    )


def _after_object(tokens: Sequence[Token], start: int, end: int, lexis: Lexis) -> int:
    """Return the index after the object of a preposition."""
    words = lexis.words
    index, content = start, 0
    while index < end:
        token = tokens[index]
        if token.text == "," or stops(token) or token.lower in words.relatives:
            return index
        if token.lower in words.cues and token.text.islower():
            return index
        if token.lower in words.determiners or token.lower in lexis.all_pronouns:
            if content:
                return index
        elif content and (
            (lexis.is_title(token.lower) and not tokens[index - 1].is_capitalised)
            or token.lower in words.prepositions
            or (token.is_capitalised and token.lower in lexis.given_names)
        ):
            return index
        else:
            content += 1
        index += 1
    return index


def leaves_clause(between: Sequence[Token]) -> bool:
    """Return whether a comma ends the clause of a verb: `dijo al recibirlos, entre ellos X`."""
    commas = [k for k, token in enumerate(between) if token.text == ","]
    return len(commas) == 1 and 1 < commas[0] < len(between) - 1
