"""Statements without marks below the words that introduce them: `The minister said:`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from presscast.model import BlockType
from presscast.text.attribution_clauses import read_before
from presscast.text.cues import find_cues
from presscast.text.findings import Finding
from presscast.text.narration import Token, is_terminal, sentence_start
from presscast.text.nominals import PhraseKind
from presscast.text.speakers import Identity
from presscast.text.unmarked import Story, UnmarkedSpeech, unmarked_span

_SPEAKERS = (PhraseKind.NAME, PhraseKind.OFFICE, PhraseKind.PRONOUN)
_FEWEST_WORDS = 5
_MARKED_WORDS = 5
"""Words of a marked sentence that shows that a release sets its quotes in marks."""
_TAIL = 4
"""Words after a verb of saying that may stand before the colon: `said at the opening today:`."""


def introduced_speech(story: Story) -> Iterator[UnmarkedSpeech]:
    """Yield the paragraphs that a verb of saying and a colon introduce, without marks.

    Pages set such statements apart as blocks, and lose that when their text is copied. The first
    paragraph is surely the speaker's; those below it are where the release has no other marks and
    they are in the first person.
    """
    marks: bool | None = None
    latest: UnmarkedSpeech | None = None
    for number in range(len(story.paragraphs) - 1):
        tokens = story.passages[number].tokens
        if not tokens or tokens[-1].text != ":" or not story.is_running(number):
            continue
        if not _is_spoken(story, number + 1):
            continue
        finding = _introduction(story, tokens)
        speaker = None if finding is None else _speaker(story, finding, latest)
        if finding is None or finding.phrase is None or speaker is None:
            continue
        if marks is None:
            marks = any(map(_is_marked_sentence, _quoted(story)))
        last = number + 1
        while not marks and last + 1 < len(story.paragraphs) and _goes_on(story, last + 1):
            last += 1
        for below in range(number + 1, last + 1):
            if story.names(speaker, story.words(below)):
                break
            goes_on = below > number + 1
            quote = unmarked_span(story.text, *story.paragraphs[below].span, continues=goes_on)
            if quote is None:
                break
            reason = (
                "the statement goes on"
                if goes_on
                else f"“{finding.phrase.text}” with “{finding.cue}” stands above the words"
            )
            latest = UnmarkedSpeech(quote, speaker, finding.phrase.span, 0.78, reason)
            yield latest


def _introduction(story: Story, tokens: Sequence[Token]) -> Finding | None:
    """Return who says what follows the colon that ends a paragraph."""
    lexis = story.lexis
    begin = sentence_start(tokens, len(tokens) - 1, lexis)
    sentence = tokens[begin:]
    cues = [cue for cue in find_cues(sentence, lexis) if not cue.weak]
    if not cues or len(sentence) - 1 - cues[-1].last > _TAIL:
        return None
    tail = sentence[cues[-1].last :]
    if any(token.lower in lexis.words.own_words | lexis.words.documents for token in tail):
        return None  # `released this statement:` may stand above all of a release
    finding = read_before(sentence, lexis)
    if finding is None or finding.phrase is None or finding.phrase.kind not in _SPEAKERS:
        return None
    return finding


def _speaker(story: Story, finding: Finding, latest: UnmarkedSpeech | None) -> Identity | None:
    assert finding.phrase is not None
    position = finding.phrase.span.start
    if (
        finding.phrase.kind is PhraseKind.PRONOUN
        and latest is not None
        and story.speakers.latest_mention(position) <= latest.quote.inner.end
    ):
        return latest.speaker
    identity = story.speakers.identify(finding.phrase, position)
    return identity if identity is not None and identity.kind == "person" else None


def _is_spoken(story: Story, number: int) -> bool:
    """Return whether a paragraph can be a statement as a whole."""
    tokens = story.passages[number].tokens
    return (
        story.paragraphs[number].type in (BlockType.BODY, BlockType.LEDE)
        and len(tokens) > _FEWEST_WORDS
        and tokens[0].is_capitalised
        and is_terminal(tokens, len(tokens) - 1, story.lexis)
        and not (any(token.quote >= 0 for token in tokens) and find_cues(tokens, story.lexis))
    )


def _goes_on(story: Story, number: int) -> bool:
    return _is_spoken(story, number) and story.is_personal(story.passages[number].tokens)


def _quoted(story: Story) -> Iterator[str]:
    """Yield the marked words of the running text."""
    for passage in story.passages:
        for token in passage.tokens:
            if token.quote >= 0:
                yield story.text[token.start : token.end]


def _is_marked_sentence(words: str) -> bool:
    inner = words.strip("“”\"'‘’«»„ ")
    return len(inner.split()) >= _MARKED_WORDS and inner[:1].isupper() and inner[-1:] in ".,!?…"
