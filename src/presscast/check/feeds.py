"""Check the feed documents: complete and well formed, as Apple, PSP-1 and readers ask."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from presscast.check.findings import Finding, finding
from presscast.check.items import FeedItem, check_items, check_unique, read_items, text_of
from presscast.layout import FEED, TOPICS
from presscast.text.categories import is_apple_category
from presscast.text.notes import DESCRIPTION_BYTES

_ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
_ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
_PODCAST = "{https://podcastindex.org/namespace/1.0}"

REQUIRED_IN_CHANNEL = {
    "title": "title",
    "description": "description",
    "link": "link",
    "language": "language",
    "itunes:explicit": f"{_ITUNES}explicit",
    "itunes:image": f"{_ITUNES}image",
    "itunes:category": f"{_ITUNES}category",
    "podcast:guid": f"{_PODCAST}guid",
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LONG_TEXT = ("description", f"{_CONTENT}encoded")
_TEXT_CHARS = 255


@dataclass(frozen=True, slots=True)
class FeedState:
    """What the main feed's documents say, taken together."""

    base_url: str
    """Ends with a slash; empty where no document says."""
    guid: str
    title: str
    author: str
    email: str
    image: str
    items: tuple[FeedItem, ...]


def read_feeds(root: Path, findings: list[Finding]) -> FeedState:
    """Return what the feed says, following its pages; append what is wrong with it."""
    state = FeedState("", "", "", "", "", "", ())
    path, seen = FEED, set[str]()
    items: list[FeedItem] = []
    while path and path not in seen:
        seen.add(path)
        channel = _channel(root, path, findings)
        if channel is None:
            break
        if path == FEED:
            state = _state(channel)
        findings += _check_channel(channel, path, state.base_url)
        found = read_items(channel, path)
        findings += check_items(found)
        items += found
        path = _next_path(channel, state.base_url)
    for topic in sorted(root.glob(f"{TOPICS}/*.xml")):
        name = f"{TOPICS}/{topic.name}"
        channel = _channel(root, name, findings)
        if channel is not None:
            findings += _check_channel(channel, name, state.base_url)
            findings += check_items(read_items(channel, name))
    findings += check_unique(items)
    return FeedState(
        state.base_url,
        state.guid,
        state.title,
        state.author,
        state.email,
        state.image,
        tuple(items),
    )


def local_path(base_url: str, url: str) -> str | None:
    """Return the path in the output folder that a public URL names; None for any other."""
    if base_url and url.startswith(base_url):
        return unquote(url[len(base_url) :])
    return None


def _channel(root: Path, path: str, findings: list[Finding]) -> Any:
    from lxml import etree

    try:
        data = (root / path).read_bytes()
    except OSError as error:
        code = "PC101" if path == FEED else "PC116"
        findings.append(finding(code, path, f"cannot be read ({error.strerror})"))
        return None
    try:
        # Entities and the network are off: a feed from elsewhere may have been copied here.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        top = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        findings.append(finding("PC102", path, f"not well-formed XML: {error}"))
        return None
    channels = top.findall("channel")
    if top.tag != "rss" or top.get("version") != "2.0" or len(channels) != 1:
        findings.append(finding("PC102", path, "not RSS 2.0 with one channel"))
        return None
    return channels[0]


def _state(channel: Any) -> FeedState:
    own = _links(channel).get("self", "")
    base_url = own[: -len(FEED)] if own.endswith("/" + FEED) else ""
    image = channel.find(f"{_ITUNES}image")
    return FeedState(
        base_url,
        text_of(channel, f"{_PODCAST}guid"),
        text_of(channel, "title"),
        text_of(channel, f"{_ITUNES}author"),
        text_of(channel, f"{_ITUNES}owner/{_ITUNES}email"),
        "" if image is None else image.get("href", ""),
        (),
    )


def _links(channel: Any) -> dict[str, str]:
    return {link.get("rel", ""): link.get("href", "") for link in channel.findall(f"{_ATOM}link")}


def _next_path(channel: Any, base_url: str) -> str:
    return local_path(base_url, _links(channel).get("next", "")) or ""


def _check_channel(channel: Any, path: str, base_url: str) -> Iterator[Finding]:
    for name, tag in REQUIRED_IN_CHANNEL.items():
        element = channel.find(tag)
        if element is None or not ((element.text or "").strip() or element.attrib):
            yield finding("PC103", path, f"the channel has no {name}")
    category = channel.find(f"{_ITUNES}category")
    if category is not None:
        below = category.find(f"{_ITUNES}category")
        names = category.get("text", ""), None if below is None else below.get("text", "")
        if not is_apple_category(*names):
            shown = " > ".join(filter(None, names))
            yield finding("PC106", path, f"{shown!r} is not a category of Apple Podcasts")
    language = text_of(channel, "language")
    if language and not _LANGUAGE.fullmatch(language):
        yield finding("PC113", path, f"{language!r} is not a language code")
    for element in channel.iter(f"{_ITUNES}explicit"):
        if element.text not in ("true", "false"):
            yield finding("PC114", path, f"itunes:explicit is {element.text!r}")
    own = _links(channel).get("self", "")
    if not base_url or own != base_url + path:
        yield finding("PC115", path, f"the feed's own address is {own or 'missing'}")
    guid = text_of(channel, f"{_PODCAST}guid")
    if guid and not _is_uuid(guid):
        yield finding("PC117", path, f"podcast:guid {guid!r} is not a UUID")
    if channel.find(f"{_ITUNES}author") is None and path == FEED:
        yield finding("PC204", path, "no author: Apple Podcasts and Spotify show it")
    yield from _check_texts(channel, path)


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _check_texts(channel: Any, path: str) -> Iterator[Finding]:
    """Find texts that are too long, markup in titles, and URLs that are not absolute ASCII."""
    for element in channel.iter():
        text = element.text or ""
        if element.tag in _LONG_TEXT:
            if len(text.encode()) > DESCRIPTION_BYTES:
                yield finding("PC109", path, f"a description has {len(text.encode())} bytes")
        elif len(text.strip()) > _TEXT_CHARS:
            yield finding("PC109", path, f"a {_local(element)} has {len(text.strip())} characters")
        if element.tag == "title" and re.search(r"</?[a-z][^>]*>", text, re.IGNORECASE):
            yield finding("PC118", path, f"the title {text[:60]!r} holds markup")
        urls = [element.get(name) for name in ("url", "href") if element.get(name) is not None]
        if element.tag == "link":
            urls.append(text.strip())
        for url in urls:
            if not _is_absolute(url):
                yield finding("PC110", path, f"{_local(element)}: {url!r} is not an absolute URL")


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _is_absolute(url: str) -> bool:
    parts = urlsplit(url)
    plain = url.isascii() and not re.search(r"[\s<>\"{}]", url)
    return plain and parts.scheme in ("http", "https") and bool(parts.netloc)
