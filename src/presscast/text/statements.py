"""Statements without marks below or beside a name: `Jane Doe, mayor: We are glad …`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from presscast.model import BlockType, Span
from presscast.text.labelled_turns import Label, Turn
from presscast.text.neighbours import named_above
from presscast.text.speakers import Identity
from presscast.text.unmarked import Story, UnmarkedSpeech, unmarked_span

_STORY_WORDS = 12
"""Words of a paragraph that shows that a release tells more than one statement."""
_FEWEST_WORDS = 4


def statement_speech(story: Story, turns: Sequence[Turn]) -> list[UnmarkedSpeech]:
    """Return the statements of a release that names stand over, in the first person throughout.

    A release that is nothing but one statement has none: its narrator reads it as it is.
    """
    found: list[UnmarkedSpeech] = []
    for turn in turns:
        if turn.label is not Label.PERSON or turn.speaker is None:
            continue
        if unmarked_span(story.text, *turn.body) is not None:
            found.extend(_beside(story, turn, turn.speaker))
        elif turn.role or story.is_emphasised(turn.paragraph):
            found.extend(_below(story, turn.paragraph, turn.named, turn.speaker))
    taken = {turn.paragraph for turn in turns}
    told = False
    for number, paragraph in enumerate(story.paragraphs):
        tokens = story.passages[number].tokens
        if told and number not in taken and _stands_alone(story, number):
            named = named_above(tokens, story.lexis, emphasised=story.is_emphasised(number))
            if named is not None and named.phrase is not None:
                speaker = story.speakers.identify(named.phrase, tokens[0].start)
                if speaker is not None and speaker.kind == "person":
                    found.extend(_below(story, number, named.phrase.span, speaker))
        told = told or (
            paragraph.type in (BlockType.LEDE, BlockType.BODY)
            and len(tokens) >= _STORY_WORDS
            and number not in taken
        )
    return found


def _stands_alone(story: Story, number: int) -> bool:
    """Return whether a paragraph is a heading or bold, and no signature of a quote above it."""
    if story.paragraphs[number].type is not BlockType.HEADING and not (
        story.is_running(number) and story.is_emphasised(number)
    ):
        return False
    above = story.passages[number - 1].tokens if number else ()
    return not any(token.quote >= 0 for token in above)


def _beside(story: Story, turn: Turn, speaker: Identity) -> Iterator[UnmarkedSpeech]:
    """Yield the statement after a name and a colon."""
    words = [
        token
        for token in story.words(turn.paragraph, turn.body.start)
        if token.end <= turn.body.end
    ]
    if (
        len(words) < _FEWEST_WORDS
        or words[0].quote >= 0
        or not words[0].is_capitalised
        or not story.is_personal(words, weak=False)
        or story.names(speaker, words)
    ):
        return
    quote = unmarked_span(story.text, *turn.body)
    if quote is not None and story.text[quote.inner.end - 1] in '.!?…”"»':
        label = story.text[turn.named.start : turn.named.end]
        reason = f"“{label}” stands before the words, which are in the first person"
        yield UnmarkedSpeech(quote, speaker, turn.named, 0.85, reason)


def _below(story: Story, number: int, named: Span, speaker: Identity) -> Iterator[UnmarkedSpeech]:
    """Yield the paragraphs below a name, as long as they are in the first person."""
    label = story.text[named.start : named.end]
    continues = False
    for below in range(number + 1, len(story.paragraphs)):
        words = story.words(below)
        if (
            not story.is_running(below)
            or not words
            or any(token.quote >= 0 for token in words)
            or story.is_emphasised(below)
            or not story.is_personal(words, weak=continues)
            or story.names(speaker, words)
        ):
            return
        quote = unmarked_span(story.text, *story.paragraphs[below].span, continues=continues)
        if quote is None or story.text[quote.inner.end - 1] not in ".!?…":
            return
        reason = (
            "the statement goes on"
            if continues
            else f"“{label}” stands above the words, which are in the first person"
        )
        yield UnmarkedSpeech(quote, speaker, named, 0.8, reason)
        continues = True
