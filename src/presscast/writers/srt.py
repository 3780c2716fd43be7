"""SubRip: the captions as `transcript.srt`, re-broken into two lines of 32 characters."""

from __future__ import annotations

from collections.abc import Iterator

from presscast.layout import TRANSCRIPT_SRT, episode_path
from presscast.model import Artifact, Episode, Feed, Show
from presscast.text.captions import rebreak
from presscast.text.characters import one_line

LINE_CHARS = 32


def create() -> SrtWriter:
    """Return the writer."""
    return SrtWriter()


class SrtWriter:
    """Writes what older apps read; the speaker's name stands where the speaker changes.

    SubRip has no way to escape, so the written characters stand as they are.
    """

    name = "srt"

    def write_episode(self, show: Show, episode: Episode) -> Iterator[Artifact]:  # noqa: ARG002
        cues: list[str] = []
        for number, cue in enumerate(rebreak(episode.timeline.cues, LINE_CHARS), 1):
            lines = "\n".join(filter(None, map(one_line, cue.text.split("\n"))))
            times = f"{_timestamp(cue.start_ms)} --> {_timestamp(cue.end_ms)}"
            cues.append(f"{number}\n{times}\n{lines}\n")
        path = episode_path(episode.slug, TRANSCRIPT_SRT)
        yield Artifact(path, "application/x-subrip", "\n".join(cues).encode())

    def write_show(self, feed: Feed) -> Iterator[Artifact]:  # noqa: ARG002
        yield from ()


def _timestamp(time_ms: int) -> str:
    seconds, ms = divmod(time_ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{ms:03}"
