"""Podcasting 2.0 JSON transcript: the cues with the times of their words, as `transcript.json`."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from presscast.layout import TRANSCRIPT_JSON, episode_path
from presscast.model import Artifact, Cue, Episode, Feed, Show
from presscast.text.characters import one_line


class _Word(msgspec.Struct, frozen=True, rename="camel"):
    start_time: float
    end_time: float
    body: str


class _Segment(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    speaker: str
    start_time: float
    end_time: float
    body: str
    words: tuple[_Word, ...] = ()


class _Transcript(msgspec.Struct, frozen=True):
    version: str
    segments: tuple[_Segment, ...]


def create() -> JsonTranscriptWriter:
    """Return the writer."""
    return JsonTranscriptWriter()


class JsonTranscriptWriter:
    """Writes times in seconds; `words` is an addition that readers of the format pass over."""

    name = "json_transcript"

    def write_episode(self, show: Show, episode: Episode) -> Iterator[Artifact]:  # noqa: ARG002
        segments = tuple(_segment(cue, episode.release.text) for cue in episode.timeline.cues)
        data = msgspec.json.encode(_Transcript("1.0.0", segments))
        path = episode_path(episode.slug, TRANSCRIPT_JSON)
        yield Artifact(path, "application/json", msgspec.json.format(data, indent=1) + b"\n")

    def write_show(self, feed: Feed) -> Iterator[Artifact]:  # noqa: ARG002
        yield from ()


def _segment(cue: Cue, text: str) -> _Segment:
    words = tuple(
        _Word(word.start_ms / 1000, word.end_ms / 1000, body)
        for word in cue.words
        if (body := one_line(text[word.span.start : word.span.end]))
    )
    start, end = cue.start_ms / 1000, cue.end_ms / 1000
    return _Segment(one_line(cue.speaker), start, end, one_line(cue.text), words)
