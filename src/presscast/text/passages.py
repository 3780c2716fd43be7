"""Paragraphs and their quotes → the passages of narration that speakers are looked for in."""

from __future__ import annotations

from collections.abc import Sequence

from presscast.text.attribution_words import Lexis
from presscast.text.marks import MarkedSpan
from presscast.text.narration import tokenize
from presscast.text.people import Passage
from presscast.text.quotation_paragraphs import Paragraph


def passages_of(
    text: str, paragraphs: Sequence[Paragraph], quotes: Sequence[MarkedSpan], lexis: Lexis
) -> tuple[list[list[int]], list[Passage]]:
    """Return for each paragraph the indices of its quotes, and its tokens with those in place.

    `quotes` are in order and never overlap; one that runs on belongs to where it begins.
    """
    owned: list[list[int]] = [[] for _ in paragraphs]
    at = 0
    for index, quote in enumerate(quotes):
        while at + 1 < len(paragraphs) and paragraphs[at].span.end <= quote.outer.start:
            at += 1
        owned[at].append(index)
    passages = [
        Passage(
            paragraph.type,
            tuple(tokenize(text, paragraph.span, [(k, quotes[k]) for k in own], lexis)),
        )
        for paragraph, own in zip(paragraphs, owned, strict=True)
    ]
    return owned, passages
