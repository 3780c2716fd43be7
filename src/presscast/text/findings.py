"""What narration says of a speaker, and the line that does nothing but name one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from presscast.model import Span
from presscast.text.attribution_words import Lexis
from presscast.text.cues import CueVerb
from presscast.text.narration import DASHES, Token, is_terminal
from presscast.text.nominals import Phrase, PhraseKind
from presscast.text.phrases import read_phrase, unparted_name
from presscast.text.roles import read_role

_CLOSING_REACH = 12
"""Words of a sentence within which it says whose words a quote was."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Who says something, by which words, as a stretch of narration has it."""

    phrase: Phrase | None
    """None where the verb has no subject of its own."""
    cue: str | None
    cue_span: Span | None
    confidence: float
    rule: str


def pronoun_phrase(tokens: Sequence[Token], cue: CueVerb, lexis: Lexis) -> Phrase:
    """Return the pronoun that French ties to a verb of saying: `dit-il`."""
    pronoun = cue.pronoun or ""
    words = lexis.words
    gender = "he" if pronoun in words.pronouns_he else None
    gender = "she" if pronoun in words.pronouns_she else gender
    token = tokens[cue.first]
    return Phrase(
        PhraseKind.PRONOUN,
        (pronoun,),
        Span(token.start, token.end),
        cue.first,
        cue.last,
        gender=gender,
    )


def signature(tokens: Sequence[Token], lexis: Lexis) -> Finding | None:
    """Return the finding for a line that only names: `Casey Shorr, CEO of Printfection`."""
    window = list(tokens)
    while window and not window[0].is_word:
        window.pop(0)
    while window and window[-1].text in (".", ")", ":"):
        window.pop()
    if not window or len(window) > 40:
        return None
    unparted = unparted_name(window, lexis)
    if unparted is not None:
        return Finding(unparted, None, None, 0.85, "signature")
    phrase = read_phrase(window, 0, len(window), lexis)
    if phrase is None or phrase.kind is not PhraseKind.NAME:
        return None
    rest = window[phrase.others[-1].last if phrase.others else phrase.last :]
    if (
        rest
        and rest[0].text not in (",", "(", "|", "/")
        and rest[0].text not in DASHES
        and (phrase.role is None or rest[0].lower not in lexis.words.prepositions)
    ):
        return None
    role = phrase.role or read_role(window, phrase.last + 1, lexis) if rest else phrase.role
    if len(phrase.words) < 2 and role is None:
        return None
    return Finding(phrase, None, None, 0.9, "signature")


def closing_words(tokens: Sequence[Token], lexis: Lexis) -> Finding | None:
    """Return the finding for a sentence that says whose a quote was: `Ce sont les mots de X`.

    `tokens` begin with the sentence after a quote.
    """
    words = lexis.words
    if not tokens or tokens[0].lower not in words.closing_leads:
        return None
    for index, token in enumerate(tokens[:_CLOSING_REACH]):
        if is_terminal(tokens, index, lexis):
            return None
        if token.lower not in words.own_words or index + 2 >= len(tokens):
            continue
        begin = index + 1
        if tokens[begin].lower in words.prepositions:
            begin += tokens[begin].lower not in words.determiners
        elif tokens[begin].text == "," or tokens[begin].lower in words.relatives:
            begin += 1  # "Con esas palabras, X …", "C’est en ces mots que X …"
        else:
            continue
        phrase = read_phrase(tokens, begin, len(tokens), lexis)
        if phrase is not None and phrase.kind in (PhraseKind.NAME, PhraseKind.OFFICE):
            return Finding(phrase, token.text, Span(token.start, token.end), 0.85, "after")
    return None
