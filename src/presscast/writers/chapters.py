"""Podcasting 2.0 chapters: `chapters.json`, with the same times as the tag of the recording."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from presscast.layout import CHAPTERS, episode_path
from presscast.model import Artifact, Episode, Feed, Show
from presscast.text.characters import one_line


class _Chapter(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    start_time: float
    end_time: float
    title: str
    url: str | None = None


class _Chapters(msgspec.Struct, frozen=True, rename="camel"):
    version: str
    title: str
    podcast_name: str
    chapters: tuple[_Chapter, ...]


def create() -> ChaptersWriter:
    """Return the writer."""
    return ChaptersWriter()


class ChaptersWriter:
    """Writes what apps fetch to show chapters before the recording is downloaded."""

    name = "chapters"

    def write_episode(self, show: Show, episode: Episode) -> Iterator[Artifact]:
        chapters = tuple(
            _Chapter(
                chapter.start_ms / 1000,
                chapter.end_ms / 1000,
                one_line(chapter.title),
                one_line(chapter.url) if chapter.url else None,
            )
            for chapter in episode.timeline.chapters
        )
        data = msgspec.json.encode(
            _Chapters("1.2.0", one_line(episode.title), one_line(show.title), chapters)
        )
        yield Artifact(
            episode_path(episode.slug, CHAPTERS),
            "application/json+chapters",
            msgspec.json.format(data, indent=1) + b"\n",
        )

    def write_show(self, feed: Feed) -> Iterator[Artifact]:  # noqa: ARG002
        yield from ()
