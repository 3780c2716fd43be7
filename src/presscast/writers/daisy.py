"""DAISY 2.02, full text and full audio: for libraries' players and talking-book devices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from presscast.layout import episode_path
from presscast.model import Artifact, Episode, Feed, Show
from presscast.plugins import Media
from presscast.writers._markup.book import Part, archive, book_identifier, book_parts
from presscast.writers._markup.recording import read_recording
from presscast.writers._markup.rendering import render
from presscast.writers.locale import phrases

MEDIA_TYPE = "application/zip"


def create() -> Daisy:
    """Return the writer."""
    return Daisy()


class Daisy:
    """Writes `<slug>-daisy.zip`, whose folder is copied to a player as it is."""

    name = "daisy"

    def __init__(self) -> None:
        self.media: Media | None = None
        """Gives a file of the output folder by its path there; without it no book is written."""

    def write_episode(self, show: Show, episode: Episode) -> Iterable[Artifact]:
        """Return the talking book of an episode.

        Raises PublishError where the recording cannot be read.
        """
        if self.media is None:
            return
        recording = read_recording(self.media, episode)
        yield Artifact(
            episode_path(episode.slug, f"{episode.slug}-daisy.zip"),
            MEDIA_TYPE,
            write_daisy(show, episode, recording),
        )

    def write_show(self, feed: Feed) -> Iterable[Artifact]:  # noqa: ARG002  nothing for a show
        """Return nothing: each episode is a book of its own."""
        return ()


@dataclass(frozen=True, slots=True)
class Elapsed:
    """A part and how long the book has sounded before it."""

    part: Part
    before_ms: int


def write_daisy(show: Show, episode: Episode, recording: bytes) -> bytes:
    """Return an episode as a zipped DAISY 2.02 book; the same episode gives the same bytes."""
    parts = book_parts(episode)
    elapsed, before_ms = [], 0
    for part in parts:
        elapsed.append(Elapsed(part, before_ms))
        before_ms += part.duration_ms
    shared = {
        "show": show,
        "episode": episode,
        "words": phrases(episode.language),
        "parts": parts,
        "identifier": book_identifier(episode),
        "total_ms": before_ms,
        "headings": sum(1 + len(part.inner_headings) for part in parts),
    }

    def page(name: str, **values: object) -> bytes:
        return render(f"daisy/{name}", show.templates, **shared, **values)

    files = [(f"{at.part.name}.smil", page("part.smil", at=at)) for at in elapsed]
    files += [
        ("content.html", page("content.html")),
        ("master.smil", page("master.smil")),
        ("book.css", page("book.css")),
        (episode.recording.path, recording),
    ]
    size_kb = -(-sum(len(data) for _, data in files) // 1024)
    # The control file counts itself; its own kilobyte or two are added before it is written.
    ncc = page("ncc.html", file_count=len(files) + 1, size_kb=size_kb + 4)
    return archive([("ncc.html", ncc), *files])
