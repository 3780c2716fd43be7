"""The words of the pages and books in each language; English where a language is missing."""

from __future__ import annotations

from .phrases import Phrases

__all__ = ["LANGUAGES", "Phrases", "phrases"]

LANGUAGES = ("de", "en", "es", "fr")


def phrases(language: str) -> Phrases:
    """Return the words for an RFC 5646 tag, by its main language."""
    match language.lower().split("-")[0]:
        case "de":
            from .de import GERMAN

            return GERMAN
        case "es":
            from .es import SPANISH

            return SPANISH
        case "fr":
            from .fr import FRENCH

            return FRENCH
        case _:
            from .en import ENGLISH

            return ENGLISH
