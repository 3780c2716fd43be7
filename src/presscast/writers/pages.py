"""The pages: one for each episode, the show's own, and the small player for other sites."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

import msgspec

from presscast.layout import (
    ASSETS,
    EPISODE_COVER,
    EPISODE_PAGE,
    SHOW_PAGE,
    WORD_TIMES,
    episode_path,
    public_url,
)
from presscast.model import Artifact, Entry, Episode, Feed, Show, Speaker
from presscast.text.characters import one_line
from presscast.text.syndication import topics
from presscast.writers._markup.passages import ReleaseText
from presscast.writers._markup.rendering import render
from presscast.writers._markup.sentences import read_along, unwritten, word_times
from presscast.writers._markup.structured import episode_graph, show_graph
from presscast.writers._markup.stylesheet import icon, theme_stylesheet
from presscast.writers._markup.subscribing import apps, feed_qr_code, feed_url
from presscast.writers._markup.theme import theme
from presscast.writers.locale import phrases

PLAYER_PAGE = "player.html"
EPISODES_A_PAGE = 40
EMBED_WIDTH_PX = 640
EMBED_HEIGHT_PX = 248

_ASSETS = Path(__file__).parent / "assets"
_MEDIA_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".woff2": "font/woff2",
    ".txt": "text/plain",
}


def create() -> Pages:
    """Return the writer."""
    return Pages()


def check_theme(show: Show) -> None:
    """Raise ConfigError, naming the nearest colour that passes, for colours too close to read."""
    theme(show)


def embed_snippet(show: Show, episode: Episode) -> str:
    """Return the HTML that shows an episode's player on another site: one lazy `iframe`."""
    words = phrases(episode.language)
    title = words.listen_to.format(title=episode.title)
    address = public_url(show.base_url, episode_path(episode.slug, PLAYER_PAGE))
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}"'
        f' width="{EMBED_WIDTH_PX}" height="{EMBED_HEIGHT_PX}" loading="lazy"'
        f' style="border:0;width:100%;max-width:{EMBED_WIDTH_PX}px"></iframe>\n'
    )


def embed_page(show: Show, episode: Episode) -> bytes:
    """Return a page in which the snippet can be seen as another site would show it."""
    return render(
        "embed.html",
        show.templates,
        show=show,
        episode=episode,
        words=phrases(episode.language),
        snippet=embed_snippet(show, episode),
    )


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What the show page's search knows of an episode; short names keep the index small."""

    t: str
    """Title."""
    s: str
    """Speakers."""
    g: str
    """Topics."""
    d: str
    """The date as people write it."""
    i: str
    """The date and time in ISO 8601."""
    u: str
    """Address, relative to the show page."""


class Pages:
    """Writes HTML pages and what they load; nothing comes from another host."""

    name = "pages"

    def write_episode(self, show: Show, episode: Episode) -> Iterable[Artifact]:
        """Return the episode's page and its player for other sites."""
        words = phrases(episode.language)
        release = ReleaseText(episode, read_along)
        times = word_times(release, episode.release.text)
        shared = {
            "show": show,
            "episode": episode,
            "words": words,
            "root": "../../",
            "page_url": public_url(show.base_url, episode_path(episode.slug, EPISODE_PAGE)),
        }
        page = render(
            "episode.html",
            show.templates,
            **shared,
            headline=release.headline(),
            subheadline=release.subheadline(),
            body=release.body(),
            chapters=episode.timeline.chapters,
            speakers=_quoted(episode),
            word_times=_versioned(WORD_TIMES, times) if times else None,
            notice_said=unwritten(episode, episode.notice),
            recording_url=public_url(
                show.base_url, episode_path(episode.slug, episode.recording.path)
            ),
            cover_url=public_url(show.base_url, episode_path(episode.slug, EPISODE_COVER)),
            feed_url=feed_url(show),
            apps=apps(show),
            graph=episode_graph(show, episode),
        )
        player = render("player.html", show.templates, **shared)
        yield Artifact(episode_path(episode.slug, EPISODE_PAGE), "text/html", page)
        yield Artifact(episode_path(episode.slug, PLAYER_PAGE), "text/html", player)
        if times:
            yield Artifact(episode_path(episode.slug, WORD_TIMES), "application/json", times)

    def write_show(self, feed: Feed) -> Iterable[Artifact]:
        """Return the show's pages, newest episodes first, and everything that pages load."""
        yield from self._show_pages(feed)
        yield from _assets()
        colours = theme(feed.show)
        yield Artifact(f"{ASSETS}/theme.css", "text/css", theme_stylesheet(colours).encode())
        yield Artifact(f"{ASSETS}/icon.svg", "image/svg+xml", icon(colours).encode())
        yield Artifact(f"{ASSETS}/feed-qr.svg", "image/svg+xml", feed_qr_code(feed.show))
        yield Artifact(f"{ASSETS}/episodes.json", "application/json", _search_index(feed))

    def _show_pages(self, feed: Feed) -> Iterator[Artifact]:
        show = feed.show
        words = phrases(show.language)
        listings = _listings(feed.entries)
        for number, listing in enumerate(listings):
            html = render(
                "show.html",
                show.templates,
                show=show,
                words=words,
                root="",
                page_url=public_url(show.base_url, "" if number == 0 else listing.path),
                newer=listings[number - 1].path if number else None,
                older=listings[number + 1].path if number + 1 < len(listings) else None,
                episodes=listing.entries,
                topics=() if number else topics(feed.entries),
                first_number=listing.first_number,
                days=words.from_to.format(
                    first=words.date_text(listing.entries[-1].published),
                    last=words.date_text(listing.entries[0].published),
                )
                if len(listings) > 1
                else None,
                cover_url=public_url(show.base_url, show.image),
                feed_url=feed_url(show),
                apps=apps(show),
                graph=show_graph(show),
            )
            yield Artifact(listing.path, "text/html", html)


@dataclass(frozen=True, slots=True)
class Listing:
    """The episodes of one page of the show, newest first."""

    path: str
    entries: tuple[Entry, ...]
    first_number: int
    """The number of the newest of them, counted from the show's first episode."""


def _listings(entries: tuple[Entry, ...]) -> tuple[Listing, ...]:
    """Return the pages of the show, the newest first.

    The older pages are filled from the first episode on, so that a new one changes the show page
    alone; that holds what is left, at most twice a page.
    """
    count = len(entries)
    older = max(0, -(-count // EPISODES_A_PAGE) - 2)
    newest = count - older * EPISODES_A_PAGE
    listings = [Listing(SHOW_PAGE, entries[:newest], count)]
    for number in range(older, 0, -1):
        start = count - number * EPISODES_A_PAGE
        held = entries[start : start + EPISODES_A_PAGE]
        listings.append(Listing(f"page-{number}.html", held, number * EPISODES_A_PAGE))
    return tuple(listings)


def _quoted(episode: Episode) -> tuple[Speaker, ...]:
    return tuple(s for s in episode.script.speakers if s.kind != "narrator")


def _versioned(name: str, data: bytes) -> str:
    """Return an address that changes with the file: of a corrected episode, none is stale."""
    return f"{name}?{hashlib.sha256(data).hexdigest()[:8]}"


def _assets() -> Iterator[Artifact]:
    for file in sorted(_ASSETS.rglob("*")):
        if file.suffix in _MEDIA_TYPES:
            path = file.relative_to(_ASSETS).as_posix()
            yield Artifact(f"{ASSETS}/{path}", _MEDIA_TYPES[file.suffix], file.read_bytes())


def _search_index(feed: Feed) -> bytes:
    words = phrases(feed.show.language)
    return msgspec.json.encode(
        [
            SearchEntry(
                t=one_line(entry.title),
                s=", ".join(one_line(speaker.name) for speaker in entry.speakers),
                g=", ".join(map(one_line, entry.tags)),
                d=words.date_text(entry.published),
                i=entry.published,
                u=episode_path(entry.slug, EPISODE_PAGE),
            )
            for entry in feed.entries
        ]
    )
