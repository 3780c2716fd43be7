"""Whatever is read out and whatever is left out, a book plays the recording from end to end."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from millbrook import millbrook_episode

from presscast.model import Span
from presscast.writers._markup.book import Said, book_parts
from presscast.writers._markup.passages import Passage, Run

COUNT = len(millbrook_episode().script.utterances)
SOME = st.sets(st.integers(0, COUNT - 1))


def passages_of(run: Run | Said) -> tuple[Passage, ...]:
    return () if isinstance(run, Said) else run.passages


@settings(max_examples=40, deadline=None)
@given(SOME.filter(bool), SOME)
def test_the_clips_cover_the_recording_once_and_each_has_its_text(
    read_out: set[int], unwritten: set[int]
) -> None:
    episode = millbrook_episode()
    script = replace(
        episode.script,
        utterances=tuple(
            replace(said, span=Span(said.span.start, said.span.start)) if n in unwritten else said
            for n, said in enumerate(episode.script.utterances)
        ),
    )
    timings = tuple(t for n, t in enumerate(episode.timeline.utterances) if n in read_out)
    made = replace(episode, script=script, timeline=replace(episode.timeline, utterances=timings))
    parts = book_parts(made)
    clips = [clip for part in parts for clip in part.clips]
    assert [clip.sentence for clip in clips] == [t.utterance for t in timings]
    edges = [0, *(clip.end_ms for clip in clips)]
    assert [clip.begin_ms for clip in clips] == edges[:-1]
    assert edges[-1] == episode.timeline.duration_ms
    for part in parts:
        shown = {
            item.id
            for run in part.contents
            for item in (
                (run,)
                if isinstance(run, Said)
                else [s for passage in run.passages for s in passage.sentences]
            )
        }
        assert part.clips
        assert {clip.sentence for clip in part.clips} <= shown
    everything = [p.id for part in parts for run in part.contents for p in passages_of(run)]
    assert everything == [f"p{number}" for number in range(1, len(everything) + 1)]
