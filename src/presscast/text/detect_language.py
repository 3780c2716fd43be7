"""Which language a release is written in, told by its commonest words."""

from __future__ import annotations

import re
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
def _rarity() -> dict[str, float]:
    """Return the weight of each stop word: one shared by many languages tells little."""
    counts: dict[str, int] = {}
    for words in _profiles().values():
        for word in words:
            counts[word] = counts.get(word, 0) + 1
    return {word: 1.0 / count for word, count in counts.items()}


def detect_language(text: str, stated: str | None = None) -> str:
    """Return the RFC 5646 tag of a text's language.

    The words decide; `stated`, what the format says, decides where they are few, and gives the
    region where both agree (`es-MX`). English where there is nothing to go by.
    """
    profiles, rarity = _profiles(), _rarity()
    scores = dict.fromkeys(profiles, 0.0)
    sample = text if len(text) <= _SAMPLE_CHARS else text[:_SAMPLE_CHARS]
    for word in _WORD.findall(sample.lower()):
        weight = rarity.get(word)
        if weight is None:
            continue
        for language, words in profiles.items():
            if word in words:
                scores[language] += weight
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
