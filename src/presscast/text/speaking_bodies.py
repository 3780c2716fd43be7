"""Bodies for which nobody by name speaks: `afirman desde la ONG`, `heißt es im Urteil`."""

from __future__ import annotations

from collections.abc import Sequence

from presscast.model import Span
from presscast.text.attribution_words import Lexis
from presscast.text.conversation_words import conversation_words
from presscast.text.cues import CLITIC, CueVerb, find_cues
from presscast.text.narration import Token
from presscast.text.nominals import Phrase, PhraseKind

_LONGEST = 10
"""Words of the name of a body."""
_CONTRACTED = frozenset("im beim vom zum zur au aux dal dalla dall".split())
"""Prepositions that hold the article of what follows."""


def speaking_body(tokens: Sequence[Token], lexis: Lexis) -> tuple[Phrase, CueVerb] | None:
    """Return the body behind a verb of saying that begins the tokens, and the verb.

    `tokens` follow a quote, punctuation aside. None where a verb has a subject of its own, or
    where what stands behind it is no body that the release names.
    """
    words = conversation_words(lexis.language)
    if not tokens or not words.speaking_from:
        return None
    cue = _cue(tokens, lexis)
    if cue is None:
        return None
    at = cue.last
    if words.impersonal and cue.pronoun not in words.impersonal:
        if at >= len(tokens) or tokens[at].lower not in words.impersonal:
            return None
        at += 1
    while at < len(tokens) and tokens[at].lower in lexis.words.adverbs:
        at += 1
    if at >= len(tokens) or tokens[at].lower not in words.speaking_from:
        return None
    definite = tokens[at].lower in _CONTRACTED
    phrase = _body(tokens, at + 1, lexis, definite=definite)
    return None if phrase is None else (phrase, cue)


def _cue(tokens: Sequence[Token], lexis: Lexis) -> CueVerb | None:
    cues = find_cues(tokens[:_LONGEST], lexis)
    if cues and cues[0].first <= 1:
        begins = cues[0].first == 0 or tokens[0].lower in ("se", "si", "so")
        return cues[0] if begins else None
    clitic = CLITIC.match(tokens[0].lower) if lexis.words.elisions else None
    return CueVerb(0, 1, tokens[0].text, clitic[2]) if clitic else None


def _body(tokens: Sequence[Token], start: int, lexis: Lexis, *, definite: bool) -> Phrase | None:
    """Return the body that begins at a token, as far as its name goes."""
    words = lexis.words
    begin = start
    while begin < len(tokens) and tokens[begin].lower in words.determiners:
        begin += 1
    if begin >= len(tokens) or not tokens[begin].is_word:
        return None
    end = begin + 1
    while end < len(tokens) and end < begin + _LONGEST:
        reach = end
        while reach < min(len(tokens), end + 3) and _links(tokens[reach], lexis):
            reach += 1
        if reach >= len(tokens) or not tokens[reach].is_capitalised:
            break
        end = reach + 1
    name = tokens[begin:end]
    noun = tokens[begin].lower
    known = noun in words.institutions or noun in words.documents
    named = any(token.is_capitalised for token in name)
    german = lexis.language == "de"
    if not known and (german or not named):
        return None
    if german and not definite and begin == start and not known:
        return None
    indefinite = start < begin and tokens[start].lower.startswith(("un", "ein"))
    if noun in words.documents and (indefinite and end == begin + 1):
        return None  # "in einer Mitteilung": whose it is stands elsewhere
    first = begin if named else start
    written = tuple(token.text for token in tokens[first:end])
    return Phrase(
        PhraseKind.ORGANIZATION,
        written,
        Span(tokens[start].start, tokens[end - 1].end),
        start,
        end,
        head=noun,
    )


def _links(token: Token, lexis: Lexis) -> bool:
    """Return whether a small word may stand within the name of a body."""
    if lexis.language == "de":
        return token.lower in ("für", "der", "des", "und")
    return token.is_word and (
        token.lower in lexis.words.determiners
        or token.lower in ("de", "d", "du", "des", "del", "di", "della", "dei", "y", "et", "e", "l")
    )
