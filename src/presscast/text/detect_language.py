"""Which language a release is written in, told by its commonest words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from presscast.text.languages import FALLBACK, languages
from presscast.text.release_words import block_words

_SAMPLE_CHARS = 6000
_WORD = re.compile(r"[^\W\d_]+")
_PRIOR = 2.0
"""What the format's own statement is worth, in words; pages often state a site's language."""


@cache
def _profiles() -> dict[str, frozenset[str]]:
    return {language: frozenset(block_words(language).stop_words) for language in languages()}


@cache
def _weights() -> dict[str, tuple[tuple[str, float], ...]]:
    """Return what each stop word tells for each language; one of many languages tells little."""
    speakers: dict[str, list[str]] = {}
    for language, words in _profiles().items():
        for word in words:
            speakers.setdefault(word, []).append(language)
    return {
        word: tuple((language, 1.0 / len(known)) for language in known)
        for word, known in speakers.items()
    }


def language_scores(words: Iterable[str]) -> tuple[dict[str, float], dict[str, int]]:
    """Return for each language what the words (lower case) tell for it, and how many tell it."""
    weights = _weights()
    scores = dict.fromkeys(_profiles(), 0.0)
    counts = dict.fromkeys(scores, 0)
    for word in words:
        for language, weight in weights.get(word, ()):
            scores[language] += weight
            counts[language] += 1
    return scores, counts


def detect_language(text: str, stated: str | None = None) -> str:
    """Return the RFC 5646 tag of a text's language.

    The words decide; `stated`, what the format says, decides where they are few, and gives the
    region where both agree (`es-MX`). English where there is nothing to go by.
    """
    scores, _ = language_scores(_WORD.findall(text[:_SAMPLE_CHARS].lower()))
    tag = (stated or "").replace("_", "-")
    subtag = tag.split("-")[0].lower()
    if subtag in scores:
        scores[subtag] += _PRIOR
    best = max(scores, key=lambda language: (scores[language], language == FALLBACK))
    if scores[best] <= 0.0:
        return tag or FALLBACK
    if subtag and subtag not in scores and scores[best] < _PRIOR * 3:
        return tag  # a language that has no file here, and few words that say otherwise
    return tag if subtag == best else best
