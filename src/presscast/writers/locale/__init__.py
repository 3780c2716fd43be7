"""The words of the pages and books in each language; English where a language is missing."""

from __future__ import annotations

from presscast.writers.locale.phrases import Phrases

__all__ = ["LANGUAGES", "Phrases", "phrases"]

LANGUAGES = ("de", "en", "es", "fr")


def phrases(language: str) -> Phrases:
    """Return the words for an RFC 5646 tag, by its main language."""
    match language.lower().split("-")[0]:
        case "de":
            from presscast.writers.locale.de import GERMAN

            return GERMAN
        case "es":
            from presscast.writers.locale.es import SPANISH

            return SPANISH
        case "fr":
            from presscast.writers.locale.fr import FRENCH

            return FRENCH
        case _:
            from presscast.writers.locale.en import ENGLISH

            return ENGLISH
