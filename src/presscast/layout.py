"""Every path under the output folder and its public URL."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

FEED = "feed.xml"
SHOW_PAGE = "index.html"
SHOW_STATE = "show.json"
COVER = "cover.jpg"
LOGO = "assets/logo"
"""The name of the show's logo without its suffix."""
ARTWORK = "artwork.jpg"
"""The show's cover where the publisher has a picture of its own."""
ASSETS = "assets"
COVER_RENDITION = "assets/cover-{px}.jpg"
"""The show's cover, small, as pages show it."""
EPISODES = "episodes"
MANIFEST = "episode.json"
EPISODE_PAGE = "index.html"
EPISODE_COVER = "cover.jpg"
WORD_TIMES = "words.json"
CHAPTERS = "chapters.json"
TRANSCRIPT_VTT = "transcript.vtt"
TRANSCRIPT_SRT = "transcript.srt"
TRANSCRIPT_JSON = "transcript.json"
TRANSCRIPT_HTML = "transcript.html"
JSON_FEED = "feed.json"
OPML = "feeds.opml"
TOPICS = "topics"


def episode_path(slug: str, name: str = "") -> str:
    """Return the path of an episode's file, relative to the output folder."""
    return f"{EPISODES}/{slug}/{name}"


def recording_name(slug: str, edition: int) -> str:
    """Return the name of an episode's MP3; a corrected edition (2, 3, …) has a name of its own.

    Apple Podcasts ignores a changed file under an old URL.
    """
    return f"{slug}.mp3" if edition == 1 else f"{slug}-{edition}.mp3"


def public_url(base_url: str, path: str) -> str:
    """Return the absolute URL of a path in the output folder."""
    return base_url.rstrip("/") + "/" + quote(path)


def plain_url(url: str) -> str:
    """Return a web address in ASCII, as feeds have it; raises ValueError for what is none.

    >>> plain_url("https://münster.example/töne?q=ä#1")
    'https://xn--mnster-3ya.example/t%C3%B6ne?q=%C3%A4#1'
    """
    parts = urlsplit(url.strip())
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or re.search(r"[\s<>\"]", url.strip()):
        raise ValueError("write an address that begins with https://")
    plain = f"[{host}]" if ":" in host else host.encode("idna").decode()
    port = f":{parts.port}" if parts.port else ""
    rest = (quote(part, safe="/%:@!$&'()*+,;=~?") for part in parts[2:])
    return urlunsplit((parts.scheme, plain + port, *rest))


def plain_base_url(url: str) -> str:
    """Return the address of an output folder as feeds have it: ASCII, ended by one slash.

    Raises ValueError for what is no http(s) address of a folder.
    """
    plain = plain_url(url)
    parts = urlsplit(plain)
    if parts.query or parts.fragment:
        raise ValueError("write the address of a folder, without ? and #")
    return plain.rstrip("/") + "/"


def is_local(url: str) -> bool:
    """Tell whether an address is of this computer or its network, so that nobody else reaches it.

    >>> is_local("http://127.0.0.1:8000/"), is_local("https://example.org/")
    (True, False)
    """
    host = urlsplit(url).hostname or ""
    if host == "localhost" or host.endswith((".localhost", ".local")):
        return True
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Layout:
    """An output folder on disk."""

    root: Path

    @property
    def feed(self) -> Path:
        return self.root / FEED

    @property
    def show_state(self) -> Path:
        return self.root / SHOW_STATE

    @property
    def lock(self) -> Path:
        return self.root / ".presscast.lock"

    @property
    def episodes(self) -> Path:
        return self.root / EPISODES

    def episode(self, slug: str) -> Path:
        """Return the folder of an episode."""
        return self.episodes / slug

    def manifest(self, slug: str) -> Path:
        """Return the path of an episode's `episode.json`."""
        return self.episodes / slug / MANIFEST
