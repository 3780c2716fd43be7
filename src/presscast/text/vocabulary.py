"""The words of a language, from the word lists of pyspellchecker."""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib.resources import files

# A list holds misspellings too: only what stands in it this often is a word.
_LEAST_COUNT = 50


@cache
def words(language: str) -> frozenset[str]:
    """Return the common words of a language in lower case; empty where there is no list of it."""
    path = files("spellchecker") / "resources" / f"{language}.json.gz"
    if not path.is_file():
        return frozenset()
    counts: dict[str, int] = json.loads(gzip.decompress(path.read_bytes()))
    return frozenset(word for word, count in counts.items() if count >= _LEAST_COUNT)


def contains(word: str, language: str) -> bool:
    """Return whether a word (lower case) is a common one of the language."""
    return word in words(language)
