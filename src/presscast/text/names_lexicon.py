"""Names and places of the news that a language's voices guess wrong, and how they are said."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files

from presscast.text.lexicon import EMPTY, Lexicon, LexiconEntry

# So short, a name in capitals is an acronym or a Roman numeral: `XI`.
_SHORTEST_SHOUTED = 4


@cache
def seeded_lexicon(language: str) -> Lexicon:
    """Return the built-in pronunciations for a language; empty where it has none.

    `language` is an RFC 5646 tag; only its first part counts. IPA of the language's own sounds,
    with the stress before its vowel.
    """
    code = language.replace("_", "-").partition("-")[0].lower()
    path = files("presscast.text") / "data" / "names" / f"{code}.toml"
    if not code.isalpha() or not path.is_file():
        return EMPTY
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    entries = tuple(
        LexiconEntry((name,), ipa=ipa, language=code, match_case=len(name) < _SHORTEST_SHOUTED)
        for names in tables.values()
        for name, ipa in names.items()
    )
    return Lexicon(entries, code)


def above_seeded(lexicon: Lexicon, language: str) -> Lexicon:
    """Return a show's lexicon over the built-in one: what the show says of a word, wins."""
    seeded = seeded_lexicon(language)
    ours = {name.lower() for entry in lexicon.entries for name in entry.graphemes}
    kept = tuple(entry for entry in seeded.entries if not _says(ours, entry.graphemes[0]))
    return replace(lexicon, entries=(*kept, *lexicon.entries))


def _says(ours: set[str], name: str) -> bool:
    """Return whether a show says a name, or a word in it, in its own way."""
    lowered = name.lower()
    return lowered in ours or any(word in ours for word in lowered.split())
