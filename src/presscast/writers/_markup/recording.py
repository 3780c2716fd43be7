"""The recording that a book holds, read from the output folder."""

from __future__ import annotations

from presscast.errors import PublishError
from presscast.layout import episode_path
from presscast.model import Episode
from presscast.plugins import Media


def read_recording(media: Media, episode: Episode) -> bytes:
    """Return the MP3 of an episode. Raises PublishError where it cannot be read."""
    path = episode_path(episode.slug, episode.recording.path)
    try:
        return media(path)
    except OSError as error:
        raise PublishError(
            f"{path}: the recording cannot be read for the book ({error.strerror})",
            hint="publish the release again: presscast publish",
        ) from error
