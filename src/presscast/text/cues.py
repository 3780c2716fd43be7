"""Verbs and phrases of saying in a stretch of narration."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from presscast.text.attribution_words import Lexis
from presscast.text.narration import Token, written

CLITIC = re.compile(r"^(.+?)(?:-t)?-(ils|elles|il|elle|on|je)$")
_AUXILIARY_REACH = 5


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A verb of saying: the tokens from `first` up to `last`."""

    first: int
    last: int
    text: str
    pronoun: str | None = None
    """The pronoun that French ties to its verb (`dit-il`)."""
    weak: bool = False
    relative: bool = False
    """True within a relative clause."""


def find_cues(tokens: Sequence[Token], lexis: Lexis) -> list[CueVerb]:
    """Return the verbs of saying, in order."""
    words = lexis.words
    found: list[CueVerb] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        lower = token.lower
        if not token.is_word or (token.is_capitalised and index > 0 and tokens[index - 1].is_word):
            index += 1
            continue
        clitic = CLITIC.match(lower) if words.elisions and "-" in lower else None
        base = clitic[1] if clitic else lower
        pronoun = clitic[2] if clitic else None
        previous = tokens[index - 1].lower if index else ""
        phrase = _phrase(tokens, index, lexis)
        if phrase:
            found.append(_cue(tokens, index, index + phrase, lexis, pronoun=None, weak=False))
            index += phrase
            continue
        if base in words.noun_cues and index and _is_noun(tokens[index - 1], lexis):
            index += 1
            continue
        if base.endswith("ed") and base in words.cues and _is_attributive(tokens, index, lexis):
            index += 1
            continue
        if base in words.auxiliaries:
            reach = index + 1
            while (
                reach < len(tokens)
                and reach <= index + _AUXILIARY_REACH
                and tokens[reach].is_word
                and tokens[reach].lower not in words.participles
                and tokens[reach].text.islower()
            ):
                reach += 1
            if (
                reach < len(tokens)
                and tokens[reach].lower in words.participles
                and (lower not in words.passives)
            ):
                found.append(_cue(tokens, index, reach + 1, lexis, pronoun=pronoun, weak=False))
                index = reach + 1
                continue
        if base in words.particles:
            wanted = words.particles[base]
            if any(following.lower in wanted for following in tokens[index + 1 :]):
                found.append(_cue(tokens, index, index + 1, lexis, pronoun=pronoun, weak=True))
            index += 1
            continue
        if base in words.cues or base in words.weak_cues:
            passive = previous in words.passives
            weak = base in words.weak_cues and pronoun is None
            infinitive = weak and previous == "to"  # "asked Ana Ruiz to put more"
            if not passive and not infinitive:
                found.append(_cue(tokens, index, index + 1, lexis, pronoun=pronoun, weak=weak))
        elif (
            lower in words.infinitives
            and index
            and previous in ("to", "on", "a", "à", "zu", "d", "de")
        ):
            found.append(_cue(tokens, index, index + 1, lexis, pronoun=None, weak=False))
        elif (
            lower in words.participles
            and lexis.language == "de"
            and any(tokens[k].lower in words.auxiliaries for k in range(max(0, index - 24), index))
        ):
            found.append(_cue(tokens, index, index + 1, lexis, pronoun=None, weak=True))
        index += 1
    return found


def _phrase(tokens: Sequence[Token], index: int, lexis: Lexis) -> int:
    """Return how many words a verb of saying has that is a phrase; 0 where none begins."""
    for words in lexis.cue_phrases.get(tokens[index].lower, ()):
        if tuple(token.lower for token in tokens[index : index + len(words)]) == words:
            return len(words)
    return 0


def _is_attributive(tokens: Sequence[Token], index: int, lexis: Lexis) -> bool:
    """Return whether a participle belongs to a noun after it: `the newly announced plan`."""
    words = lexis.words
    before = index - 1
    while before >= 0 and (
        tokens[before].lower in words.adverbs
        or (tokens[before].lower.endswith("ly") and tokens[before].lower not in words.institutions)
    ):
        before -= 1
    if before < 0 or index + 1 >= len(tokens) or not tokens[index + 1].is_word:
        return False
    begins = tokens[before].possessive or (
        tokens[before].lower in words.determiners
        and tokens[before].lower not in lexis.all_pronouns | words.relatives
    )
    return begins and tokens[index + 1].lower not in words.determiners


def _is_noun(before: Token, lexis: Lexis) -> bool:
    """Return whether a form after a word is a noun: `recent reports`, not `the mayor reports`."""
    words = lexis.words
    if not before.is_word or not before.text.islower():
        return False
    subject = words.institutions | words.documents | words.own_words | lexis.all_pronouns
    between = words.adverbs | words.conjunctions | words.relatives | words.auxiliaries
    if before.lower in words.determiners:
        return True
    return not (lexis.is_role(before.lower) or before.lower in subject | between)


def _cue(
    tokens: Sequence[Token],
    first: int,
    last: int,
    lexis: Lexis,
    *,
    pronoun: str | None,
    weak: bool,
) -> CueVerb:
    begin = first
    while begin > 0 and tokens[begin - 1].text != ",":
        begin -= 1
    relative = tokens[begin].lower in lexis.words.relatives and begin > 0
    if not relative and first > 0:
        relative = tokens[first - 1].lower in lexis.words.relatives
    return CueVerb(first, last, written(tokens[first:last]), pronoun, weak, relative)
