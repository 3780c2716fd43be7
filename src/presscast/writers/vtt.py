"""WebVTT: the captions as `transcript.vtt`, the speaker of each cue in a voice span."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from presscast.layout import TRANSCRIPT_VTT, episode_path
from presscast.model import Artifact, Episode, Feed, Show
from presscast.text.characters import one_line


def create() -> VttWriter:
    """Return the writer."""
    return VttWriter()


class VttWriter:
    """Writes what browsers, Apple Podcasts and most apps read."""

    name = "vtt"

    def write_episode(self, show: Show, episode: Episode) -> Iterator[Artifact]:  # noqa: ARG002
        cues = ["WEBVTT"]
        for number, cue in enumerate(episode.timeline.cues, 1):
            lines = [_escape(line) for line in cue.text.split("\n")]
            speaker = _escape(cue.speaker)
            voice = f"<v {speaker}>" if speaker else ""
            times = f"{_timestamp(cue.start_ms)} --> {_timestamp(cue.end_ms)}"
            cues.append(f"{number}\n{times}\n{voice}" + "\n".join(filter(None, lines)))
        text = "\n\n".join(cues) + "\n"
        yield Artifact(episode_path(episode.slug, TRANSCRIPT_VTT), "text/vtt", text.encode())

    def write_show(self, feed: Feed) -> Iterator[Artifact]:  # noqa: ARG002
        yield from ()


def _escape(text: str) -> str:
    """Return one line in which nothing is a tag, a reference or a cue arrow."""
    return escape(one_line(text), quote=False)


def _timestamp(time_ms: int) -> str:
    seconds, ms = divmod(time_ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"
