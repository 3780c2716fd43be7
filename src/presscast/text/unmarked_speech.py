"""Everything that is said in a release without quotation marks, dialogue dashes apart."""

from __future__ import annotations

from presscast.text.interviews import interview_speech
from presscast.text.introduced import introduced_speech
from presscast.text.labelled_turns import labelled_turns
from presscast.text.statements import statement_speech
from presscast.text.unmarked import Story, UnmarkedSpeech


def unmarked_speech(story: Story) -> list[UnmarkedSpeech]:
    """Return the answers of an interview, or else the statements that names or verbs stand over."""
    turns = labelled_turns(story)
    found = interview_speech(story, turns) or [
        *statement_speech(story, turns),
        *introduced_speech(story),
    ]
    taken: dict[int, UnmarkedSpeech] = {}
    for speech in found:
        taken.setdefault(speech.quote.inner.start, speech)
    return [taken[start] for start in sorted(taken)]
