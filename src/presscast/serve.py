"""The preview server: the output folder over HTTP, as podcast apps want it."""

from __future__ import annotations

import hashlib
import os
import socket
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import NotModifiedResponse, StaticFiles

from presscast.errors import PublishError
from presscast.layout import FEED, SHOW_STATE, Layout
from presscast.library import Library

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MEDIA_TYPES: Final = {
    ".xml": "application/rss+xml",
    ".opml": "text/x-opml",
    ".mp3": "audio/mpeg",
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".epub": "application/epub+zip",
    ".zip": "application/zip",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
}
CHAPTERS_TYPE: Final = "application/json+chapters"
TEXT: Final = (".xml", ".html", ".json", ".vtt", ".srt", ".opml", ".css", ".js", ".mjs", ".svg")
LINKED: Final = (".xml", ".html", ".json", ".opml")
"""Files that hold absolute links of the show, which a preview turns to itself."""


_PREFLIGHT: Final = {
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "Range, If-Range, If-None-Match, If-Modified-Since",
    "access-control-max-age": "86400",
}
"""What a browser is told that asks before a player elsewhere seeks in a recording."""


class _Folder(StaticFiles):
    """The output folder: no hidden file, no listing, no way out of it."""

    def __init__(self, root: Path) -> None:
        super().__init__(directory=root, html=True)
        self.root = root

    async def get_response(self, path: str, scope: Scope) -> Response:
        if any(part.startswith(".") for part in Path(path).parts) or path == SHOW_STATE:
            raise HTTPException(404)
        return await super().get_response(path, scope)

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        path = Path(full_path)
        here = _origin(scope)
        public = _base_url(self.root, _stamp(self.root))
        if path.suffix in LINKED and public and public != here:
            response = _turned(path, public, here, stat_result.st_mtime, scope)
        else:
            response = super().file_response(full_path, stat_result, scope, status_code)
        media_type = CHAPTERS_TYPE if path.name == "chapters.json" else MEDIA_TYPES.get(path.suffix)
        if media_type and "content-type" in response.headers:
            charset = "; charset=utf-8" if path.suffix in TEXT else ""
            response.headers["content-type"] = media_type + charset
        return response


def _origin(scope: Scope) -> str:
    """Return the address that the client asked, with a slash: links are to lead back to it."""
    host = Headers(scope=scope).get("host") or "{}:{}".format(*scope["server"])
    return f"{scope['scheme']}://{host}/"


def _stamp(root: Path) -> int:
    try:
        return Layout(root).show_state.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=1)
def _base_url(root: Path, stamp: int) -> str:
    """Return the address that the show's links have; read again where `stamp` changed."""
    return Library(root).state().base_url if stamp else ""


def _turned(path: Path, public: str, here: str, modified: float, scope: Scope) -> Response:
    """Return a file whose links lead to this server instead of the public address."""
    data = path.read_bytes().replace(public.encode(), here.encode())
    response = Response(data, media_type="text/html" if path.suffix == ".html" else None)
    response.headers["content-type"] = {
        ".html": "text/html; charset=utf-8",
        ".json": "application/json",
    }.get(path.suffix, "application/xml")
    response.headers["etag"] = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    response.headers["last-modified"] = formatdate(modified, usegmt=True)
    if _is_known(response, modified, Headers(scope=scope)):
        return NotModifiedResponse(response.headers)
    return response


def _is_known(response: Response, modified: float, asked: Headers) -> bool:
    """Tell whether the client has this very file; its ETag counts before its date."""
    if "if-none-match" in asked:
        return response.headers["etag"] in asked["if-none-match"]
    try:
        since = parsedate_to_datetime(asked.get("if-modified-since", ""))
    except ValueError:
        return False
    return int(modified) <= since.timestamp()


class _Podcast:
    """Lets players elsewhere read transcripts, and packs text for those who take it packed."""

    def __init__(self, app: ASGIApp) -> None:
        self.plain = app
        self.packed = GZipMiddleware(app, minimum_size=1000)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_open(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["access-control-allow-origin"] = "*"
                headers["access-control-expose-headers"] = "Content-Range, Content-Length, ETag"
                headers["x-content-type-options"] = "nosniff"
                if "content-encoding" in headers and headers.get("etag", "").startswith('"'):
                    # Packed, it is not the same bytes any more.
                    headers["etag"] = f"W/{headers['etag']}"
            await send(message)

        if scope.get("method") == "OPTIONS":
            await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, send_open)
            return
        text = scope.get("path", "/").endswith((*TEXT, "/"))
        ranged = scope["type"] == "http" and "range" in Headers(scope=scope)
        app = self.packed if text and not ranged else self.plain
        await app(scope, receive, send_open)


def application(root: Path) -> ASGIApp:
    """Return the ASGI application that serves an output folder."""
    return _Podcast(Starlette(routes=[Mount("/", _Folder(root))]))


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on the address; port 0 takes a free one.

    Raises PublishError where the address is taken or not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(128)
    except (OSError, OverflowError) as error:
        made.close()
        raise PublishError(
            f"cannot listen on {host} port {port}: {error}",
            hint="choose another with --port, or 0 for any free one",
        ) from error
    return made


def serve(root: Path, listening: socket.socket, *, empty: bool = False) -> None:
    """Serve an output folder until interrupted.

    Raises PublishError where it holds no feed, unless it may still be empty.
    """
    if empty:
        root.mkdir(parents=True, exist_ok=True)
    elif not (root / FEED).is_file():
        raise PublishError(
            f"{root / FEED}: there is no feed yet", hint="first: presscast publish SOURCE"
        )
    config = uvicorn.Config(
        application(root), log_level="warning", lifespan="off", timeout_graceful_shutdown=1
    )
    uvicorn.Server(config).run(sockets=[listening])
