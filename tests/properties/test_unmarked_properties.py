"""Speech without marks, whatever stands around it: quotes stay in order and lose nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from presscast.model import Block, BlockType, Span
from presscast.text.attribution import find_quotes

_LINES = (
    "Q: Why?",
    "A: We had to.",
    "A. I like it.",
    "Q.",
    "A:",
    "We spoke with Ana Ruiz, head of ports.",
    "Ana Ruiz, director of the port:",
    "Ana Ruiz, director: We “know” the port.",
    "AR: I “said so",
    "Dear Ana Ruiz:",
    "—No nos vamos —dijo Ana Ruiz—. Tenemos contrato.",
    "— Nous partons, a dit Ana Ruiz, ce soir.",
    "—",
    "— «Oui», dit-il.",
    "“We left,” she said.",
    "who?",
    ":",
)
_KINDS = (BlockType.BODY, BlockType.HEADING, BlockType.LIST_ITEM, BlockType.CONTACT)
_BLOCK = st.tuples(
    st.lists(st.sampled_from(_LINES) | st.text(max_size=12), min_size=1, max_size=3),
    st.sampled_from(_KINDS),
)


@given(st.lists(_BLOCK, min_size=1, max_size=9), st.sampled_from(("en", "fr", "es", "de")))
def test_quotes_are_in_order_and_never_overlap(
    parts: list[tuple[list[str], BlockType]], language: str
) -> None:
    text = ""
    blocks: list[Block] = []
    for lines, kind in parts:
        words = "\n".join(lines)
        blocks.append(Block(kind, Span(len(text), len(text) + len(words))))
        text += words + "\n\n"
    quotes = find_quotes(text, tuple(blocks), language).quotes
    end = 0
    for quote in quotes:
        assert end <= quote.span.start < quote.span.end
        assert quote.text == text[quote.span.start : quote.span.end]
        end = quote.span.end
