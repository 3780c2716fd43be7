"""Interviews: who answers, and which paragraphs are the answers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from presscast.model import BlockType
from presscast.text.conversation_words import conversation_words
from presscast.text.labelled_turns import Label, Turn
from presscast.text.names import is_personal, name_runs, trimmed
from presscast.text.speakers import Identity
from presscast.text.unmarked import Story, UnmarkedSpeech, unmarked_span

_NAME_REACH = 16
"""Tokens after `an interview with` among which the name begins."""
_SURE = 0.9


def interview_speech(story: Story, turns: Sequence[Turn]) -> list[UnmarkedSpeech]:
    """Return the answers of an interview; nothing where a release is none or names nobody.

    The questions stay with the narrator, who stands in for whoever asked.
    """
    answers, asking = _answers(story, turns)
    if not answers:
        return [] if turns else _between_questions(story)
    only = _interviewee(story, turns[0].paragraph)
    if only is None:
        only = _only_person(story, answers)
    found: list[UnmarkedSpeech] = []
    places = [turn.named.start for turn in turns]
    for turn in answers:
        speaker = turn.speaker or only
        if speaker is not None:
            after = bisect_right(places, turn.named.start)
            following = turns[after] if after < len(turns) else None
            found.extend(_answer(story, turn, following, speaker, asking=asking))
    return found


def _answers(story: Story, turns: Sequence[Turn]) -> tuple[list[Turn], bool]:
    """Return the turns that answer, and whether bare paragraphs ask the questions."""

    def asks(turn: Turn) -> bool:
        return story.text[turn.body.start : turn.body.end].rstrip(" \n*_\u00a0").endswith("?")

    if any(turn.label is Label.QUESTION and asks(turn) for turn in turns):
        return [t for t in turns if t.label in (Label.ANSWER, Label.PERSON)], False
    said = Counter(turn.key(story.text) for turn in turns)
    asked = Counter(turn.key(story.text) for turn in turns if asks(turn))
    askers = {key for key, count in asked.items() if count >= 2 and 3 * count >= 2 * said[key]}
    if askers:
        others = [
            turn
            for turn in turns
            if turn.label is Label.PERSON and turn.key(story.text) not in askers
        ]
        return (others, False) if len(others) >= 2 else ([], False)
    answering = [
        turn for turn in turns if turn.label in (Label.PERSON, Label.ANSWER) and _asked(story, turn)
    ]
    if len(answering) < 2:
        return [], False
    keys = {turn.key(story.text) for turn in answering}
    return [turn for turn in turns if turn.key(story.text) in keys], True


def _asked(story: Story, turn: Turn) -> bool:
    """Return whether a question stands above a label, in the lines before it if there are any."""
    start = story.paragraphs[turn.paragraph].span.start
    before = story.text[start : turn.named.start].rstrip(" \n*_\u00a0")
    if before:
        return before.endswith("?")
    return turn.paragraph > 0 and story.is_question(turn.paragraph - 1)


def _answer(
    story: Story, turn: Turn, following: Turn | None, speaker: Identity, *, asking: bool
) -> Iterator[UnmarkedSpeech]:
    """Yield an answer paragraph by paragraph, up to what is asked or said next."""
    if story.opens_with_mark(turn.paragraph, turn.body.start):
        return  # the ordinary rules for marks know better
    words = [
        token
        for token in story.words(turn.paragraph, turn.body.start)
        if token.end <= turn.body.end
    ]
    if story.names(speaker, words):
        return
    label = story.text[turn.named.start : turn.named.end]
    reason = f"answers after “{label}”" + (
        "" if turn.speaker else f"; the interview is with {speaker.name}"
    )
    confidence = _SURE if turn.speaker else _SURE * speaker.certainty
    first = unmarked_span(story.text, turn.body.start, turn.body.end)
    if first is not None:
        yield UnmarkedSpeech(first, speaker, turn.named, confidence, reason)
    end = following.paragraph if following else len(story.paragraphs)
    for number in range(turn.paragraph + 1, end):
        before_next = asking and story.is_question(number)
        if not story.is_running(number) or story.is_emphasised(number) or before_next:
            return
        if story.opens_with_mark(number) or story.names(speaker, story.words(number)):
            return
        if following is None and not story.is_personal(story.words(number)):
            return
        span = story.paragraphs[number].span
        going_on = unmarked_span(story.text, *span, continues=first is not None)
        if going_on is not None:
            yield UnmarkedSpeech(
                going_on, speaker, turn.named, confidence * 0.98, "the answer goes on"
            )
            first = going_on


def _interviewee(story: Story, before: int) -> Identity | None:
    """Return whom the paragraphs above the first question say the interview is with."""
    leads = conversation_words(story.lexis.language).interview_leads
    if not leads:
        return None
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, leads))})(?=\s)", re.IGNORECASE)
    for passage in reversed(story.passages[:before]):
        tokens = passage.tokens
        if not tokens:
            continue
        match = pattern.search(story.text, tokens[0].start, tokens[-1].end)
        if match is None:
            continue
        begin = next((k for k, t in enumerate(tokens) if t.start >= match.end()), len(tokens))
        for run in name_runs(tokens[begin : begin + _NAME_REACH], story.lexis):
            kept = trimmed(run, story.lexis)
            if not is_personal(kept.words, story.lexis):
                continue
            entry = story.register.person(kept.words, match.end(), None)
            if entry is not None:
                return story.speakers.of(entry)
    return None


def _only_person(story: Story, answers: Sequence[Turn]) -> Identity | None:
    """Return the one person of a release, where the answers are in the first person."""
    evident = [entry for entry in story.register.entries.values() if entry.evident]
    people = {
        (story.register.person(entry.words, entry.position, None) or entry).name
        for entry in evident
    }
    spoken = any(
        story.is_personal(story.words(turn.paragraph, turn.body.start)) for turn in answers
    )
    if len(people) != 1 or not spoken:
        return None
    entry = story.register.entries[people.pop()]
    if entry.position > answers[0].named.start:
        return None
    identity = story.speakers.of(entry)
    return Identity(
        identity.name, identity.role, identity.kind, 0.85, identity.reason, identity.entry
    )


def _between_questions(story: Story) -> list[UnmarkedSpeech]:
    """Return the answers below questions that are headings or bold, where nothing is labelled."""
    asked = [
        number
        for number, paragraph in enumerate(story.paragraphs)
        if story.is_question(number)
        and (
            paragraph.type is BlockType.HEADING
            or (paragraph.type is BlockType.BODY and story.is_emphasised(number))
        )
    ]
    if len(asked) < 2:
        return []
    speaker = _interviewee(story, asked[0])
    if speaker is None:
        return []
    found: list[UnmarkedSpeech] = []
    for at, question in enumerate(asked):
        last = at + 1 == len(asked)
        end = len(story.paragraphs) if last else asked[at + 1]
        continues = False
        for number in range(question + 1, end):
            words = story.words(number)
            if (
                not story.is_running(number)
                or story.opens_with_mark(number)
                or story.names(speaker, words)
                or ((last or not continues) and not story.is_personal(words))
            ):
                break
            span = story.paragraphs[number].span
            answer = unmarked_span(story.text, *span, continues=continues)
            if answer is not None:
                reason = "the answer goes on" if continues else "answers the question above"
                reason += f"; the interview is with {speaker.name}"
                found.append(
                    UnmarkedSpeech(answer, speaker, story.paragraphs[question].span, 0.8, reason)
                )
                continues = True
    return found
