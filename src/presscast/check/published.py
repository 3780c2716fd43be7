"""Check an output folder: the feed, the show, and every episode's manifest and files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from presscast.check.feeds import FeedState, local_path, read_feeds
from presscast.check.findings import Finding, finding
from presscast.check.items import FeedItem
from presscast.check.recordings import check_recordings
from presscast.errors import ConfigError, PublishError
from presscast.layout import (
    COVER,
    EPISODES,
    FEED,
    JSON_FEED,
    MANIFEST,
    OPML,
    SHOW_PAGE,
    episode_path,
    is_local,
)
from presscast.library import Library
from presscast.model import Episode, Recording, Show, Tombstone
from presscast.plugins import writer
from presscast.request import Progress
from presscast.writers._cover import MAX_BYTES, SHOW_PX, SMALLEST_PX, cover_facts

DERIVED: Final = ("chapters", "json_transcript", "srt", "vtt")
"""Writers whose files are compared with what the manifest gives."""


@dataclass(frozen=True, slots=True)
class _Published:
    """What is left of an episode once it is checked by itself: what the feed must say of it."""

    slug: str
    recording: Recording


def check(root: Path, progress: Progress) -> tuple[Finding, ...]:
    """Return what is wrong with a published folder: the feed, the episodes, then their recordings.

    Reads everything, decodes every recording, and writes nothing. Raises PublishError for a
    `show.json` that is damaged.
    """
    library = Library(root)
    findings: list[Finding] = []
    feed = read_feeds(root, findings)
    findings += _check_show(root, feed)
    state = library.state()
    if state.guid and feed.guid and state.guid != feed.guid:
        findings.append(finding("PC117", FEED, "podcast:guid is not the one in show.json"))
    show = _show_of(feed)
    published: dict[str, _Published] = {}
    slugs = library.slugs()
    for number, slug in enumerate(slugs, 1):
        progress("checking", number, len(slugs))
        try:
            episode = library.episode(slug)
        except PublishError as error:
            findings.append(finding("PC301", episode_path(slug, MANIFEST), str(error)))
            continue
        if episode is not None:
            published[episode.guid] = _Published(slug, episode.recording)
            findings += _check_episode(root, show, episode)
    findings += _check_listed(root, feed, published)
    findings += _check_removed(root, feed.items, state.removed)
    findings += check_recordings(
        library,
        [episode.slug for episode in published.values()],
        lambda done, total: progress("measuring", done, total),
    )
    return tuple(findings)


def _show_of(feed: FeedState) -> Show:
    """Return the show as far as the feed tells it, which is all that transcripts need."""
    return Show(
        title=feed.title,
        description="",
        author=feed.author,
        email=feed.email or None,
        link=feed.base_url,
        language="",
        category="",
        subcategory=None,
        explicit=False,
        copyright=None,
        base_url=feed.base_url,
        guid=feed.guid,
        image=COVER,
    )


def _check_show(root: Path, feed: FeedState) -> Iterator[Finding]:
    if feed.base_url:
        if is_local(feed.base_url):
            yield finding(
                "PC201",
                FEED,
                f"{feed.base_url} is of this computer or network: nobody else can subscribe",
            )
        elif urlsplit(feed.base_url).scheme != "https":
            yield finding(
                "PC202", FEED, f"{feed.base_url} is not https: Apple Podcasts asks for it"
            )
    if (root / FEED).is_file():
        if not feed.email:
            yield finding(
                "PC203",
                FEED,
                "no e-mail: Spotify sends a code to it, to prove that the show is yours "
                "(Apple Podcasts, Overcast and Pocket Casts need none)",
            )
        if feed.author and feed.author == feed.title:
            yield finding("PC204", FEED, "the author is the title again; directories show both")
        path = local_path(feed.base_url, feed.image) or COVER
        yield from _check_cover(root, path)
        for name in (SHOW_PAGE, JSON_FEED, OPML):
            if not (root / name).is_file():
                yield finding("PC307", name, "missing; the show's pages and feeds link to it")


def _check_cover(root: Path, path: str) -> Iterator[Finding]:
    try:
        data = (root / path).read_bytes()
    except OSError as error:
        yield finding("PC205", path, f"the cover cannot be read ({error.strerror})")
        return
    try:
        facts = cover_facts(data, path)
    except ConfigError as error:
        yield finding("PC206", path, str(error))
        return
    if facts.format not in ("JPEG", "PNG"):
        yield finding("PC206", path, f"the cover is {facts.format}")
    elif not path.lower().endswith((".png",) if facts.format == "PNG" else (".jpg", ".jpeg")):
        yield finding("PC206", path, f"the cover is {facts.format}, which its name does not say")
    if facts.width_px != facts.height_px or not SMALLEST_PX <= facts.width_px <= SHOW_PX:
        yield finding("PC206", path, f"the cover is {facts.width_px} × {facts.height_px} px")
    if facts.mode != "RGB":
        yield finding("PC206", path, f"the colours are {facts.mode}, not RGB")
    if len(data) > MAX_BYTES:
        yield finding("PC207", path, f"the cover has {len(data) // 1000} KB")


def _check_episode(root: Path, show: Show, episode: Episode) -> Iterator[Finding]:
    if not episode.notice:
        yield finding(
            "PC318", episode_path(episode.slug, MANIFEST), "no word that the voices are synthetic"
        )
    yield from _check_derived(root, show, episode)


def _check_derived(root: Path, show: Show, episode: Episode) -> Iterator[Finding]:
    """Find transcripts and chapters that are not what the manifest gives, and broken cues."""
    for name in DERIVED:
        for artifact in writer(name).write_episode(show, episode):
            path = root / artifact.path
            # A file that is missing is found by the feed's link to it.
            if path.is_file() and path.read_bytes() != artifact.data:
                yield finding("PC316", artifact.path, "not what the manifest gives")
    timeline = episode.timeline
    end_ms = 0
    for cue in timeline.cues:
        if cue.start_ms < end_ms or cue.end_ms <= cue.start_ms or cue.end_ms > timeline.duration_ms:
            yield finding(
                "PC317",
                episode_path(episode.slug, MANIFEST),
                f"the caption at {cue.start_ms} ms overlaps another or ends after the sound",
            )
            return
        end_ms = cue.end_ms


def _check_listed(
    root: Path, feed: FeedState, published: Mapping[str, _Published]
) -> Iterator[Finding]:
    """Find episodes that the feed lacks or states wrongly, and links to missing files."""
    unlisted = dict(published)
    for item in feed.items:
        episode = unlisted.pop(item.guid, None)
        if episode is None:
            yield finding("PC309", item.place, "the feed lists an episode that has no manifest")
            continue
        path = local_path(feed.base_url, item.enclosure_url)
        if path != episode_path(episode.slug, episode.recording.path):
            yield finding("PC105", item.place, "the enclosure is not the episode's recording")
        elif item.enclosure_length != str(episode.recording.bytes):
            yield finding(
                "PC105",
                item.place,
                f"the length is {item.enclosure_length}; the file has {episode.recording.bytes}",
            )
        for url in item.urls:
            path = local_path(feed.base_url, url)
            if path is not None and not (root / path).is_file():
                yield finding("PC307", path, f"missing; {item.place} links to it")
    for episode in unlisted.values():
        yield finding("PC308", f"{EPISODES}/{episode.slug}", "the feed does not list this episode")


def _check_removed(
    root: Path, items: Sequence[FeedItem], removed: Sequence[Tombstone]
) -> Iterator[Finding]:
    listed = {item.guid: item for item in items}
    for grave in removed:
        if grave.guid in listed:
            yield finding("PC310", listed[grave.guid].place, "the feed lists a removed episode")
        if (root / episode_path(grave.slug, MANIFEST)).is_file():
            yield finding("PC310", episode_path(grave.slug), "a removed episode is still there")
