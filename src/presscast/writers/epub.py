"""EPUB 3.3 with Media Overlays: the release as a book that is read aloud, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from presscast.layout import EPISODE_COVER, episode_path
from presscast.model import Artifact, Episode, Feed, Show
from presscast.plugins import Media
from presscast.writers._markup.book import Part, archive, book_identifier, book_parts
from presscast.writers._markup.recording import read_recording
from presscast.writers._markup.rendering import render
from presscast.writers.locale import phrases

MEDIA_TYPE = "application/epub+zip"

_CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""


def create() -> Epub:
    """Return the writer."""
    return Epub()


class Epub:
    """Writes `<slug>.epub`, which holds the recording."""

    name = "epub"

    def __init__(self) -> None:
        self.media: Media | None = None
        """Gives a file of the output folder by its path there; without it no book is written."""

    def write_episode(self, show: Show, episode: Episode) -> Iterable[Artifact]:
        """Return the book of an episode.

        Raises PublishError where the recording cannot be read.
        """
        if self.media is None:
            return
        recording = read_recording(self.media, episode)
        try:
            cover = self.media(episode_path(episode.slug, EPISODE_COVER))
        except OSError:
            cover = None
        yield Artifact(
            episode_path(episode.slug, f"{episode.slug}.epub"),
            MEDIA_TYPE,
            write_epub(show, episode, recording, cover),
        )

    def write_show(self, feed: Feed) -> Iterable[Artifact]:  # noqa: ARG002  nothing for a show
        """Return nothing: each episode is a book of its own."""
        return ()


def write_epub(
    show: Show, episode: Episode, recording: bytes, cover_jpeg: bytes | None = None
) -> bytes:
    """Return an episode as an EPUB; the same episode gives the same bytes.

    The recording is stored as it is, and its sentences are those of the page.
    """
    words = phrases(episode.language)
    parts = book_parts(episode)
    shared = {"show": show, "episode": episode, "words": words, "parts": parts}

    def page(name: str, **values: object) -> bytes:
        return render(f"epub/{name}", show.templates, **shared, **values)

    def part_files(part: Part) -> Iterable[tuple[str, bytes]]:
        yield f"EPUB/{part.name}.xhtml", page("part.xhtml", part=part)
        yield f"EPUB/{part.name}.smil", page("part.smil", part=part)

    package = page(
        "package.opf",
        identifier=book_identifier(episode),
        modified=_utc(episode.updated),
        has_cover=cover_jpeg is not None,
    )
    files: list[tuple[str, bytes]] = [
        ("mimetype", MEDIA_TYPE.encode()),
        ("META-INF/container.xml", _CONTAINER),
        ("EPUB/package.opf", package),
        ("EPUB/nav.xhtml", page("nav.xhtml")),
        ("EPUB/book.css", page("book.css")),
    ]
    for part in parts:
        files.extend(part_files(part))
    files.append((f"EPUB/audio/{episode.recording.path}", recording))
    if cover_jpeg is not None:
        files.append(("EPUB/cover.jpg", cover_jpeg))
    return archive(files)


def _utc(iso: str) -> str:
    """Return a time as EPUB wants its date of change: in UTC, to the second."""
    moment = datetime.fromisoformat(iso)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
