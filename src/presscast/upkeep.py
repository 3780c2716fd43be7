"""What is done to a show besides publishing: rebuild, remove, move; no engine is needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from presscast.errors import UsageError
from presscast.layout import FEED, public_url
from presscast.library import Library, ShowState
from presscast.model import Episode, Feed, Tombstone
from presscast.request import Progress, Request
from presscast.stages import publish as publishing


def rebuild(request: Request, progress: Progress) -> int:
    """Write feed, pages and transcripts anew from the manifests; return how many files changed.

    Needs no engine: an episode's sound is taken as it is.
    """
    library = Library(request.output)
    pictures = publishing.read_pictures(request.settings, request.settings_folder)
    with library.locked():
        state = library.state()
        show = publishing.show_of(
            request.settings, state, request.settings_folder, request.base_url
        )
        entries = library.entries(anew=True)
        for picture in pictures:
            library.write(picture)
        return _write_all(library, state, Feed(show, entries), progress)


def remove(slug: str, request: Request) -> Episode:
    """Take an episode out of the feed for good; its slug and GUID are never used again.

    Raises UsageError where there is no such episode.
    """
    library = Library(request.output)
    with library.locked():
        episode = published(library, slug)
        state = library.state()
        # Whatever can go wrong comes before the tombstone, so that nothing is removed by half.
        show = publishing.show_of(
            request.settings, state, request.settings_folder, request.base_url
        )
        left = tuple(entry for entry in library.entries() if entry.slug != slug)
        removed = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
        graves = {grave.guid: grave for grave in state.removed}
        graves.setdefault(episode.guid, Tombstone(episode.slug, episode.guid, removed))
        publishing.write_feed(
            library, replace(state, removed=tuple(graves.values())), Feed(show, left)
        )
        library.delete_episode(slug)
        return episode


def published(library: Library, slug: str) -> Episode:
    """Return an episode; raises UsageError where there is none of that slug."""
    episode = library.episode(slug)
    if episode is None:
        raise UsageError(
            f"no episode is called {slug!r} in {library.layout.root}", hint="see: presscast list"
        )
    return episode


def move(base_url: str, request: Request, progress: Progress) -> tuple[str, int]:
    """Move the show to a new address: GUIDs stay, and apps are told where the feed went.

    Returns the new address and how many files changed.
    """
    library = Library(request.output)
    with library.locked():
        state = library.state()
        # Where it has moved before, that address is the old one now.
        settled = replace(state, new_feed_url=None)
        show = publishing.show_of(request.settings, settled, request.settings_folder, base_url)
        entries = library.entries(anew=True)
        show = replace(show, new_feed_url=public_url(show.base_url, FEED))
        return show.base_url, _write_all(library, state, Feed(show, entries), progress)


def _write_all(library: Library, state: ShowState, feed: Feed, progress: Progress) -> int:
    slugs = tuple(entry.slug for entry in feed.entries)
    changed = publishing.write_episodes(library, feed.show, slugs, progress)
    return changed + publishing.write_feed(library, state, feed)
