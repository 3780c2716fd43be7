"""Speech without quotation marks, as it is found, and the story that it is found in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from presscast.model import BlockType, Span
from presscast.text.attribution_words import Lexis
from presscast.text.conversation_words import conversation_words, in_first_person
from presscast.text.marks import MarkedSpan, MarkFamily
from presscast.text.names import fold
from presscast.text.narration import Token
from presscast.text.people import Passage, Register
from presscast.text.quotation_paragraphs import Paragraph
from presscast.text.speakers import Identity, Speakers

RUNNING = frozenset((BlockType.BODY, BlockType.LEDE, BlockType.LIST_ITEM))
"""The blocks that speech without marks may run through."""


@dataclass(frozen=True, slots=True)
class UnmarkedSpeech:
    """A paragraph's worth of speech without marks, and who says it."""

    quote: MarkedSpan
    speaker: Identity
    named: Span
    """The words that name the speaker."""
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Story:
    """A release in paragraphs, as it is searched for speech without marks."""

    text: str
    paragraphs: Sequence[Paragraph]
    passages: Sequence[Passage]
    emphasis: Sequence[Span]
    """Bold and italic runs in order."""
    register: Register
    speakers: Speakers
    lexis: Lexis

    def words(self, number: int, start: int = 0) -> list[Token]:
        """Return the tokens of a paragraph from a place of the text on."""
        tokens = self.passages[number].tokens
        return [token for token in tokens if token.start >= start] if start else list(tokens)

    def is_personal(self, tokens: Sequence[Token], *, weak: bool = True) -> bool:
        """Return whether somebody speaks of themselves in the tokens."""
        words = conversation_words(self.lexis.language)
        return in_first_person(tokens, words, weak=weak)

    def is_running(self, number: int) -> bool:
        """Return whether a paragraph is part of the running text."""
        return self.paragraphs[number].type in RUNNING

    def is_question(self, number: int) -> bool:
        """Return whether a paragraph ends in a question mark."""
        span = self.paragraphs[number].span
        return self.text[span.start : span.end].rstrip(" \t\n*_\u00a0").endswith("?")

    def is_emphasised(self, number: int) -> bool:
        """Return whether a paragraph is bold or italic as a whole."""
        tokens = self.passages[number].tokens
        if not tokens:
            return False
        at = bisect_right(self.emphasis, (tokens[0].start, len(self.text))) - 1
        return at >= 0 and self.emphasis[at].end >= tokens[-1].end

    def opens_with_mark(self, number: int, start: int = 0) -> bool:
        """Return whether the words of a paragraph, from a place on, begin with a marked quote."""
        tokens = self.words(number, start)
        return bool(tokens) and tokens[0].quote >= 0

    def names(self, identity: Identity, tokens: Iterable[Token]) -> bool:
        """Return whether somebody is named in the tokens, and so hardly speaks in them."""
        surname = fold(identity.name.split()[-1])
        return any(token.is_capitalised and fold(token.text) == surname for token in tokens)


def unmarked_span(text: str, start: int, end: int, *, continues: bool = False) -> MarkedSpan | None:
    """Return words that stand without marks, white space aside; None where there are none."""
    while start < end and text[start] in " \t\n*_\u00a0\u202f":
        start += 1
    while end > start and text[end - 1] in " \t\n*_\u00a0\u202f":
        end -= 1
    if start >= end:
        return None
    span = Span(start, end)
    return MarkedSpan(
        span, span, MarkFamily.UNMARKED, opened=False, closed=False, continues=continues
    )


def with_unmarked(
    marked: Sequence[MarkedSpan], unmarked: Iterable[MarkedSpan]
) -> tuple[MarkedSpan, ...]:
    """Return all quotes in order; a marked one within an unmarked one belongs to that one."""
    added = sorted(unmarked, key=lambda quote: quote.outer.start)
    starts = [quote.outer.start for quote in added]
    kept: list[MarkedSpan] = []
    for quote in marked:
        at = bisect_right(starts, quote.outer.start) - 1
        if at >= 0 and added[at].outer.end > quote.outer.start:
            continue
        following = bisect_left(starts, quote.outer.start)
        if following < len(added) and added[following].outer.start < quote.outer.end:
            continue
        kept.append(quote)
    return tuple(sorted((*kept, *added), key=lambda quote: quote.outer.start))
