"""Whatever is said, captions lose no word, never overlap and keep to the rules."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from presscast.model import (
    Cue,
    Script,
    Span,
    Speaker,
    Utterance,
    UtteranceTiming,
    WordTiming,
)
from presscast.text.captions import LINE_CHARS, MAX_CUE_MS, make_cues, rebreak

WORD = st.text(alphabet="abcdefgh,.;:'“”—é字שAB1", min_size=1, max_size=14)
SENTENCE = st.lists(WORD, min_size=1, max_size=40).map(" ".join)


@st.composite
def readings(draw: st.DrawFn) -> tuple[Script, tuple[UtteranceTiming, ...], list[int]]:
    """Draw a script, its times at an ordinary speed, and starts of chapters between sentences."""
    utterances: list[Utterance] = []
    timings: list[UtteranceTiming] = []
    starts = [0]
    at_ms = draw(st.integers(0, 900))
    for number, text in enumerate(draw(st.lists(SENTENCE, min_size=1, max_size=8))):
        span = Span(number * 1000, number * 1000 + len(text))
        speaker = draw(st.sampled_from(["narrator", "p1"]))
        utterances.append(Utterance(f"u{number}", "s1", speaker, text, (), span, 0))
        ms_per_char = draw(st.integers(45, 90))
        words: list[WordTiming] = []
        if draw(st.booleans()):
            offset = 0
            for word in text.split():
                offset = text.index(word, offset)
                first = span.start + offset
                words.append(
                    WordTiming(
                        Span(first, first + len(word)),
                        at_ms + offset * ms_per_char,
                        at_ms + (offset + len(word)) * ms_per_char,
                    )
                )
                offset += len(word)
        if draw(st.booleans()):
            starts.append(max(starts[-1], at_ms - 100))
        end_ms = at_ms + len(text) * ms_per_char
        timings.append(UtteranceTiming(f"u{number}", at_ms, end_ms, tuple(words)))
        at_ms = end_ms + draw(st.integers(120, 2500))
    speakers = (
        Speaker("narrator", "Narrator", None, "narrator"),
        Speaker("p1", "Ana Ruiz", None, "person"),
    )
    return Script("en", "T", speakers, tuple(utterances), ()), tuple(timings), starts


def words_of(cues: tuple[Cue, ...]) -> list[str]:
    return [word for cue in cues for word in cue.text.split()]


@given(readings())
@settings(max_examples=60, deadline=None)
def test_every_word_is_in_one_cue_in_order(
    reading: tuple[Script, tuple[UtteranceTiming, ...], list[int]],
) -> None:
    script, timings, starts = reading
    cues = make_cues(script, timings, starts)
    written = [word for utterance in script.utterances for word in utterance.text.split()]
    assert words_of(cues) == written
    assert [mark for cue in cues for mark in cue.words] == [
        mark for timing in timings for mark in timing.words
    ]
    broken = rebreak(cues, 32)
    spoken = [word for word in words_of(broken) if word not in ("Narrator:", "Ana", "Ruiz:")]
    assert spoken == written


@given(readings())
@settings(max_examples=60, deadline=None)
def test_cues_keep_to_the_rules(
    reading: tuple[Script, tuple[UtteranceTiming, ...], list[int]],
) -> None:
    script, timings, starts = reading
    cues = make_cues(script, timings, starts)
    for cue in cues:
        assert cue.start_ms < cue.end_ms
        lines = cue.text.split("\n")
        assert len(lines) <= 2
        alone = len(cue.text.split()) == 1
        assert alone or all(len(line) <= LINE_CHARS for line in lines)
        assert alone or cue.end_ms - cue.start_ms <= MAX_CUE_MS
        assert not any(cue.start_ms < start < cue.end_ms for start in starts)
    assert all(earlier.end_ms <= later.start_ms for earlier, later in pairwise(cues))
    assert cues[-1].end_ms == timings[-1].end_ms
    for cue in cues:
        speech = [t for t in timings if t.start_ms < cue.end_ms and cue.start_ms < t.end_ms]
        assert speech, "a cue lies on sound"


@given(readings())
@settings(max_examples=30, deadline=None)
def test_rebroken_cues_cover_the_same_time(
    reading: tuple[Script, tuple[UtteranceTiming, ...], list[int]],
) -> None:
    script, timings, starts = reading
    cues = make_cues(script, timings, starts)
    broken = rebreak(cues, 32)
    assert all(earlier.end_ms <= later.start_ms for earlier, later in pairwise(broken))
    assert {cue.start_ms for cue in cues} <= {cue.start_ms for cue in broken}
    assert {cue.end_ms for cue in cues} <= {cue.end_ms for cue in broken}
    for cue in broken:
        lines = cue.text.split("\n")
        assert len(lines) <= 2
        assert len(cue.text.split()) == 1 or all(len(line) <= 32 for line in lines)
