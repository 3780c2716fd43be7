"""How a listener's app is asked to follow a feed."""

from __future__ import annotations

import io
from dataclasses import dataclass
from urllib.parse import quote

from presscast.layout import FEED, public_url
from presscast.model import Show


@dataclass(frozen=True, slots=True)
class App:
    """An app and the link that makes it follow the feed."""

    name: str
    url: str


def feed_url(show: Show) -> str:
    """Return the absolute URL of a show's feed."""
    return public_url(show.base_url, FEED)


def apps(show: Show) -> tuple[App, ...]:
    """Return the apps that take a feed by link.

    `podcast:` and `pcast:` are opened by whichever app has claimed them on the device.
    """
    url = feed_url(show)
    bare = url.split("://", 1)[1]
    return (
        App("Apple Podcasts", f"podcast://{bare}"),
        App("Overcast", f"overcast://x-callback-url/add?url={quote(url, safe='')}"),
        App("Pocket Casts", f"pktc://subscribe/{bare}"),
        App("AntennaPod", f"https://antennapod.org/deeplink/subscribe?url={quote(url, safe='')}"),
        App("gPodder", f"pcast://{bare}"),
    )


def feed_qr_code(show: Show) -> bytes:
    """Return a QR code of the feed's URL as an SVG picture, dark on white in every scheme."""
    import segno

    svg = io.BytesIO()
    segno.make(feed_url(show), error="m").save(
        svg, kind="svg", scale=4, border=4, light="#fff", xmldecl=False, svgns=True, nl=False
    )
    return svg.getvalue()
