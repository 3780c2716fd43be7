"""Whatever the text, quotes lie in it, in order, and nothing raises."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from presscast.model import Block, BlockType, Span
from presscast.text.attribution import find_quotes

_LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "xx")
_PIECES = (
    "said",
    "Ana Ruiz",
    "Mr. Hall",
    "the court",
    "she",
    "dijo",
    "la ministra",
    "sagte",
    "so",
    "er",
    "a déclaré",
    "dit-elle",
    "selon",
    "according to",
    "who",
    "and",
    ",",
    ".",
    ":",
    ";",
    "?",
    "—",
    "--",
    "“",
    "”",
    '"',
    "„",
    "«",
    "»",
    "‘",
    "’",
    "'",
    "''",
    "``",
    ",,",
    "(",
    ")",
    "\n",
    "\n\n",
    "\n   ",
    "We won",
    "titled",
    "Inc.",
    "U.S.",
    "J.",
    "2021",
    "Statement by",
    "",
    "\u00a0",
    "\u202f",
)

texts = st.one_of(
    st.text(max_size=300), st.lists(st.sampled_from(_PIECES), max_size=60).map(" ".join)
)
types = st.lists(st.sampled_from(list(BlockType)), min_size=1, max_size=6)


def blocks_of(text: str, kinds: list[BlockType]) -> tuple[Block, ...]:
    size = max(1, len(text) // len(kinds))
    starts = [min(len(text), size * number) for number in range(len(kinds))] + [len(text)]
    return tuple(
        Block(kind, Span(start, end))
        for kind, start, end in zip(kinds, starts, starts[1:], strict=False)
    )


@given(text=texts, kinds=types, language=st.sampled_from(_LANGUAGES))
@settings(max_examples=150, deadline=None)
def test_quotes_lie_in_the_text_in_order(text: str, kinds: list[BlockType], language: str) -> None:
    found = find_quotes(text, blocks_of(text, kinds), language)
    end = 0
    for quote in found.quotes:
        assert end <= quote.span.start < quote.span.end <= len(text)
        assert text[quote.span.start : quote.span.end] == quote.text
        assert quote.attribution is None or quote.is_speech
        assert (quote.group is not None) == quote.is_speech
        if quote.attribution is not None:
            assert quote.attribution.speaker.strip()
            assert 0 <= quote.attribution.confidence <= 1
            assert quote.attribution.reason
        end = quote.span.end


@given(text=texts, language=st.sampled_from(_LANGUAGES))
@settings(max_examples=60, deadline=None)
def test_the_same_text_gives_the_same_answer(text: str, language: str) -> None:
    blocks = (Block(BlockType.BODY, Span(0, len(text))),)
    assert find_quotes(text, blocks, language) == find_quotes(text, blocks, language)


@given(text=texts)
@settings(max_examples=60, deadline=None)
def test_people_have_names_and_ids_of_their_own(text: str) -> None:
    found = find_quotes(text, (Block(BlockType.BODY, Span(0, len(text))),), "en")
    assert len({person.id for person in found.people}) == len(found.people)
    assert all(person.name for person in found.people)
    assert len({person.name for person in found.people}) == len(found.people)
