"""Covers: `cover.jpg` of the show that has no picture of its own, and of each episode."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from presscast.layout import COVER, EPISODE_COVER, episode_path
from presscast.model import Artifact, Episode, Feed, Show
from presscast.writers._cover import episode_cover, episode_mark, show_cover, show_mark

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
        # A show with a picture of its own names another file.
        if feed.show.image == COVER and not self._is_there(COVER, show_mark(feed.show)):
            yield Artifact(COVER, MEDIA_TYPE, show_cover(feed.show))

    def _is_there(self, path: str, mark: bytes) -> bool:
        if self.media is None:
            return False
        try:
            return mark in self.media(path)[:200]
        except OSError:
            return False
