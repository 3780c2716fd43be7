"""Covers: `cover.jpg` of the show that has no picture of its own, and of each episode.

Pages show the show's cover in small, at a hundredth of the bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from presscast.layout import COVER, COVER_RENDITION, EPISODE_COVER, episode_path
from presscast.model import Artifact, Episode, Feed, Show
from presscast.writers._cover import (
    RENDITIONS_PX,
    episode_cover,
    episode_mark,
    rendition,
    rendition_mark,
    show_cover,
    show_mark,
)

MEDIA_TYPE = "image/jpeg"


def create() -> CoverWriter:
    """Return the writer."""
    return CoverWriter()


class CoverWriter:
    """Draws what is not drawn yet: a cover takes 50 ms, which an archive would feel."""

    name = "cover"
    media: Callable[[str], bytes] | None = None
    """Reads a file of the output folder; a cover that it finds there is not drawn again."""

    def write_episode(self, show: Show, episode: Episode) -> Iterator[Artifact]:
        path = episode_path(episode.slug, EPISODE_COVER)
        if not self._is_there(path, episode_mark(show, episode)):
            yield Artifact(path, MEDIA_TYPE, episode_cover(show, episode))

    def write_show(self, feed: Feed) -> Iterator[Artifact]:
        show, cover = feed.show, b""
        # A show with a picture of its own names another file.
        if show.image == COVER and not self._is_there(COVER, show_mark(show)):
            cover = show_cover(show)
            yield Artifact(COVER, MEDIA_TYPE, cover)
        cover = cover or self._read(show.image)
        for px in RENDITIONS_PX if cover else ():
            path = COVER_RENDITION.format(px=px)
            if not self._is_there(path, rendition_mark(cover)):
                yield Artifact(path, MEDIA_TYPE, rendition(cover, px))

    def _is_there(self, path: str, mark: bytes) -> bool:
        return mark in self._read(path)[:200]

    def _read(self, path: str) -> bytes:
        """Return a file of the output folder; nothing where it cannot be read."""
        if self.media is None:
            return b""
        try:
            return self.media(path)
        except OSError:
            return b""
