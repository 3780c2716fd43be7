"""Publish: `Episode` + `Show` → files under the output folder; the feed is written last."""

from __future__ import annotations

import hashlib
import re
import textwrap
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import msgspec

from presscast.config import DEFAULT_BASE_URL, Settings, ShowSettings
from presscast.engines._directory import is_foreign
from presscast.errors import ConfigError
from presscast.layout import ARTWORK, COVER, FEED, LOGO, plain_base_url, plain_url
from presscast.library import Library, ShowState
from presscast.model import Artifact, BlockType, Cast, Episode, Feed, Release, Show
from presscast.plugins import Writer, names, writer
from presscast.request import Progress
from presscast.text import show_values
from presscast.text.reading import narration_words
from presscast.writers._cover import convert_cover
from presscast.writers.pages import check_theme

PODCAST_NAMESPACE: Final = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""Of `podcast:guid`, as the Podcasting 2.0 namespace fixes it."""

DESCRIPTION_CHARS: Final = 600


def show_of(
    settings: Settings, state: ShowState, folder: Path, base_url: str | None = None
) -> Show:
    """Return the show that the settings describe, with what its state remembers.

    `folder` is that of `presscast.toml`. Raises ConfigError for an address that is none or that the
    show has moved away from, and for colours that cannot be read on one another.
    """
    url = _address(base_url or settings.show.base_url or state.base_url or DEFAULT_BASE_URL)
    if state.new_feed_url and url != state.base_url:
        raise ConfigError(
            f"the show has moved to {state.base_url}, but base_url still says {url}",
            hint=f'write base_url = "{state.base_url}" in presscast.toml, or: presscast move {url}',
        )
    show, page = _checked(settings.show), settings.page
    described = Show(
        title=show.title,
        description=show.description,
        author=show.author or show.title,
        email=show.email,
        link=show.link or url,
        language=show.language,
        category=show.category,
        subcategory=show.subcategory,
        explicit=show.explicit,
        copyright=show.copyright,
        base_url=url,
        guid=state.guid or feed_guid(url + FEED),
        image=ARTWORK if show.image else COVER,
        hub=show.hub,
        new_feed_url=state.new_feed_url,
        accent=page.accent,
        background=page.background,
        text=page.text,
        logo=f"{LOGO}{Path(page.logo).suffix}" if page.logo else None,
        templates=str((folder / page.templates).resolve()) if page.templates else None,
    )
    check_theme(described)
    return described


def _checked(show: ShowSettings) -> ShowSettings:
    """Return what a show says of itself as directories take it."""
    checks: dict[str, Callable[[str], str]] = {
        "email": show_values.email,
        "link": plain_url,
        "hub": plain_url,
        "language": show_values.language,
        "category": show_values.category,
        "subcategory": lambda value: show_values.subcategory(value, show.category),
    }
    right: dict[str, str] = {}
    for key, check in checks.items():
        value = getattr(show, key)
        if value:
            try:
                right[key] = check(value)
            except ValueError as error:
                raise ConfigError(
                    f"show.{key} is {value!r}: {error}",
                    hint=f"mend {key} under [show] in presscast.toml",
                ) from error
    return msgspec.structs.replace(show, **right)


def _address(url: str) -> str:
    try:
        return plain_base_url(url)
    except ValueError as error:
        raise ConfigError(f"base URL {url!r}: {error}", hint="check --base-url") from error


def notice_of(settings: Settings, language: str) -> str:
    """Return the sentence that tells that the voices are synthetic, in a language."""
    return settings.notice.text or narration_words(language).notice


def correction_of(language: str) -> str:
    """Return what stands for a correction whose publisher gave no note."""
    return narration_words(language).correction


def description_of(release: Release) -> str:
    """Return the subtitle and the lede in plain text, at most about 600 characters."""
    lede = next((block for block in release.blocks if block.type is BlockType.LEDE), None)
    lede = lede or next((block for block in release.blocks if block.type is BlockType.BODY), None)
    words = " ".join(release.text[lede.span.start : lede.span.end].split()) if lede else ""
    words = words.lstrip("—–- ")
    text = f"{release.subtitle}. {words}" if release.subtitle else words
    return textwrap.shorten(text, DESCRIPTION_CHARS, placeholder=" …") or release.title


def tags_of(release: Release, settings: Settings, stated: Sequence[str]) -> tuple[str, ...]:
    """Return an episode's tags: the show's, the release's own, and those of its topics."""
    text = release.text.casefold()
    topics = [
        tag
        for tag, words in settings.show.topics.items()
        if any(re.search(rf"\b{re.escape(word.casefold())}\b", text) for word in words)
    ]
    return tuple(dict.fromkeys((*settings.show.tags, *stated, *topics)))


def feed_guid(feed_url: str) -> str:
    """Return the `podcast:guid` of a feed: a UUIDv5 of its URL without scheme and end slashes."""
    parts = urlsplit(feed_url)
    return str(uuid.uuid5(PODCAST_NAMESPACE, (parts.netloc + parts.path).rstrip("/")))


def write_episode(library: Library, show: Show, episode: Episode) -> int:
    """Write an episode's files, the manifest last; return how many changed."""
    changed = 0
    for name in names("writers"):
        made = _writer(library, name).write_episode(show, episode)
        changed += sum(library.write(artifact) for artifact in made)
    return changed + library.write_episode(episode)


def write_episodes(library: Library, show: Show, slugs: Sequence[str], progress: Progress) -> int:
    """Write the files of episodes, one of them held at a time; return how many changed."""
    changed = 0
    for number, slug in enumerate(slugs, 1):
        progress("writing", number, len(slugs))
        episode = library.episode(slug)
        if episode is not None:
            changed += write_episode(library, show, episode)
    return changed


def _writer(library: Library, name: str) -> Writer:
    """Return a writer, able to read this output folder if it asks for that."""
    made = writer(name)
    if hasattr(made, "media"):
        made.media = lambda path: (library.layout.root / path).read_bytes()
    return made


def read_pictures(settings: Settings, folder: Path) -> tuple[Artifact, ...]:
    """Return the publisher's own cover, checked and converted, and logo, where there are such.

    `folder` is that of `presscast.toml`. Raises ConfigError for a picture that cannot be read, or
    a cover that directories refuse.
    """
    pictures = []
    if settings.show.image:
        data = _read_picture(folder / settings.show.image, "show.image")
        cover = convert_cover(data, str(folder / settings.show.image))
        pictures.append(Artifact(ARTWORK, "image/jpeg", cover))
    if settings.page.logo:
        path = folder / settings.page.logo
        pictures.append(Artifact(f"{LOGO}{path.suffix}", "", _read_picture(path, "page.logo")))
    return tuple(pictures)


def _read_picture(path: Path, key: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be read: {error.strerror}",
            hint=f"check {key} in presscast.toml, or leave it out",
        ) from error


def write_show(library: Library, feed: Feed) -> int:
    """Write the show's files, `feed.xml` after all others; return how many changed."""
    artifacts: list[Artifact] = []
    for name in names("writers"):
        artifacts.extend(_writer(library, name).write_show(feed))
    artifacts.sort(key=lambda artifact: (artifact.path.endswith(".xml"), artifact.path == FEED))
    changed = sum(library.write(artifact) for artifact in artifacts)
    # A topic or a page that has no episode any more would still offer what was removed.
    library.delete_documents(but={artifact.path for artifact in artifacts})
    return changed


def publish_episode(
    library: Library, show: Show, state: ShowState, episode: Episode, cast: Cast, progress: Progress
) -> None:
    """Write the episode, then what the show remembers, then the show's files, the feed last."""
    write_episode(library, show, episode)
    names = {speaker.id: speaker.name for speaker in cast.script.speakers}
    chosen = {
        names[role.speaker]: role.voice.address
        for role in cast.roles
        # A draft in tones, or one release in another language, is no reason to forget who has
        # which voice.
        if role.voice.engine != "tone"
        and not is_foreign(state.cast.get(names[role.speaker], ""), role.voice.language)
    }
    _follow(library, show, state, progress)
    write_feed(
        library, replace(state, cast={**state.cast, **chosen}), Feed(show, library.entries())
    )


def refresh_episode(
    library: Library,
    state: ShowState,
    feed: Feed,
    episode: Episode,
    tags: tuple[str, ...],
    progress: Progress,
) -> Episode:
    """Bring up to date what is said of an episode whose sound stays: its tags, its show, the feed.

    The feed may be that of before, where what published the episode was killed.
    """
    fresh = replace(episode, tags=tags)
    if fresh.tags != episode.tags:
        write_episode(library, feed.show, fresh)
    elif state.feed_sha256 == _mark(feed) and library.layout.feed.is_file():
        return episode
    _follow(library, feed.show, state, progress)
    write_feed(library, state, Feed(feed.show, library.entries()))
    return fresh


def _follow(library: Library, show: Show, state: ShowState, progress: Progress) -> None:
    """Write the pages of every episode anew where the show has another address."""
    if state.base_url not in ("", show.base_url):
        write_episodes(library, show, library.slugs(), progress)


def write_feed(library: Library, state: ShowState, feed: Feed) -> int:
    """Write what the show remembers, then its files; return how many changed.

    Last comes a mark that they are written, so that what a kill cut off is made good the next time.
    """
    show = feed.show
    begun = replace(
        state,
        guid=show.guid,
        base_url=show.base_url,
        new_feed_url=show.new_feed_url,
        feed_sha256="",
    )
    mark = _mark(feed)
    if state != replace(begun, feed_sha256=mark):
        library.write_state(begun)
    changed = write_show(library, feed)
    library.write_state(replace(begun, feed_sha256=mark))
    return changed


def _mark(feed: Feed) -> str:
    """Return a hash of what a feed is written from, as far as it tells one state from another."""
    listed = [
        (entry.slug, entry.updated, entry.recording.path, entry.tags) for entry in feed.entries
    ]
    return hashlib.sha256(msgspec.json.encode((feed.show, listed))).hexdigest()
