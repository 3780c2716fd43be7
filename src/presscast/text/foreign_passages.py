"""Sentences and quotations in another language than the release's, told by their common words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from presscast.model import Span
from presscast.text.detect_language import language_scores
from presscast.text.speech import has_grammar

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_QUOTED = re.compile(r"[“„«‹](?P<inside>[^“”„«»‹›\n]{20,})[”“»›]|\"(?P<straight>[^\"\n]{20,})\"")
_FEWEST_WORDS = 6
_FEWEST_COMMON = 2
_COMMON_SHARE = 0.2
"""Of the words of running text in any of the languages, more than a third are common ones."""
_MARGIN = 4.0
"""So many times the score of the release's language has one that replaces it."""
_AHEAD = 1.3
"""So many times the score of the next one: Spanish and Portuguese share many words."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text and its language, None where it is the release's."""

    span: Span
    language: str | None


def foreign_language(text: str, own: str) -> str | None:
    """Return the language of a passage where it is surely not `own`, and one that can be read.

    Short passages are left to the release's language: a name or a motto proves nothing.
    """
    words = _WORD.findall(text.lower())
    if len(words) < _FEWEST_WORDS:
        return None
    home = own.partition("-")[0].lower()
    scores, common = language_scores(words)
    best = max(scores, key=lambda language: scores[language])
    if best == home or common[best] < max(_FEWEST_COMMON, _COMMON_SHARE * len(words)):
        return None
    others = max(scores[language] for language in scores if language != best)
    if scores[best] < _MARGIN * scores.get(home, 0.0) or scores[best] < _AHEAD * others:
        return None
    return best if has_grammar(best) else None


def passages(text: str, span: Span, own: str, around: str | None = None) -> tuple[Passage, ...]:
    """Return a sentence in its stretches of one language each.

    `around` is the language of the quotation or paragraph that it stands in, which a sentence
    leaves only where it surely does. Within a sentence only what is quoted is looked at.
    """
    sentence = text[span.start : span.end]
    if around is not None:
        back = foreign_language(sentence, around)
        return (Passage(span, None if back == own.partition("-")[0].lower() else around),)
    if language := foreign_language(sentence, own):
        return (Passage(span, language),)
    found: list[Passage] = []
    at = span.start
    for quoted in _QUOTED.finditer(text, span.start, span.end):
        language = foreign_language(quoted["inside"] or quoted["straight"], own)
        if language is None:
            continue
        if text[at : quoted.start()].strip():
            found.append(Passage(_trimmed(text, at, quoted.start()), None))
        found.append(Passage(Span(*quoted.span()), language))
        at = quoted.end()
    if text[at : span.end].strip():
        rest = _trimmed(text, at, span.end)
        if found and not any(letter.isalnum() for letter in text[rest.start : rest.end]):
            last = found.pop()
            found.append(Passage(Span(last.span.start, rest.end), last.language))
        else:
            found.append(Passage(rest, None))
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> Span:
    inside = text[start:end]
    lead = len(inside) - len(inside.lstrip())
    return Span(start + lead, start + len(inside.rstrip()))
