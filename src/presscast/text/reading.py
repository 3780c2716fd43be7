"""What a narrator reads of a block and what stays on the page, by named rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

import msgspec

from presscast.model import BlockType, Span
from presscast.text.foreign_passages import foreign_language, passages
from presscast.text.languages import load_table
from presscast.text.sentences import split_sentences

SILENT_BLOCKS: Final = {
    BlockType.FURNITURE: "page furniture",
    BlockType.FOOTER: "end mark or page footer",
    BlockType.RELEASE_HEADER: "release header",
    BlockType.CONTACT: "contact details are on the page",
    BlockType.LEGAL: "legal notice is on the page",
}
"""Block types that are never read out, each with the rule that the script names."""

NO_WORDS: Final = "no words"
_HEADING_SIGNS: Final = re.compile(r"#{1,6}[ \t]+(?=\w)")
"""Of Markdown in a file of plain text."""

POINTS_AT_LINK: Final = "points at a link or a social account"


class NarrationWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The `[narration]` table of a language: what the narrator adds, and what points at links."""

    notice: str
    """Says that the voices are synthetic."""
    more: str
    """Said at the end where links or contacts were left on the page."""
    correction: str
    """Stands for a correction whose publisher gave no note."""
    corrected: str
    """Said before the note of a correction."""
    quote: str
    end_quote: str
    link_pointers: tuple[str, ...] = ()
    """Regular expressions: a sentence that matches one says nothing without its link."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a block: `rule` is None where it is read out."""

    span: Span
    rule: str | None
    language: str | None = None
    """The language it is read in, where that is not the release's."""
    goes_on: bool = False
    """True where the piece before it is of the same sentence."""


@cache
def narration_words(language: str) -> NarrationWords:
    """Return the narrator's own words in a language; English where there are none."""
    return load_table(language, "narration", NarrationWords)


@cache
def _pointers(language: str) -> re.Pattern[str] | None:
    patterns = narration_words(language).link_pointers
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE) if patterns else None


def read_sentences(text: str, span: Span, kind: BlockType, language: str) -> tuple[Piece, ...]:
    """Return the sentences of a stretch of a block, in order, each read out or silent by a rule.

    A sentence that quotes another language comes in pieces, each of one language.

    A sentence that only points at a link ("Read the order here.") or at a social account is silent
    where it stands in a call to action or in a paragraph about an organisation; in the body only
    where it is nothing but such a pointer.
    """
    pieces: list[Piece] = []
    around = foreign_language(text[span.start : span.end], language)
    for sentence in split_sentences(text[span.start : span.end], around or language):
        place = Span(span.start + sentence.start, span.start + sentence.end)
        if signs := _HEADING_SIGNS.match(text, place.start, place.end):
            pieces.append(Piece(Span(place.start, signs.end()), NO_WORDS))
            place = Span(signs.end(), place.end)
        words = " ".join(text[place.start : place.end].split())
        rule = _silent_rule(words, kind, language)
        if rule:
            pieces.append(Piece(place, rule))
            continue
        pieces += [
            Piece(passage.span, None, passage.language, goes_on=index > 0)
            for index, passage in enumerate(passages(text, place, language, around))
        ]
    return tuple(pieces)


def _silent_rule(words: str, kind: BlockType, language: str) -> str | None:
    if not any(character.isalnum() for character in words):
        return NO_WORDS
    pointers = _pointers(language)
    if pointers is None or kind in (BlockType.HEADLINE, BlockType.LEDE, BlockType.HEADING):
        return None
    if kind in (BlockType.CTA, BlockType.BOILERPLATE):
        return POINTS_AT_LINK if pointers.search(words) else None
    match = pointers.match(words)
    return POINTS_AT_LINK if match and match.start() == 0 and len(words) <= 90 else None
