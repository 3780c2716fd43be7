"""Cover art: made of a title where the publisher has no picture, or checked and converted.

Pure: the same title and colours give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import math
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from presscast.errors import ConfigError
from presscast.model import Episode, Show
from presscast.text.characters import clip

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont
    from PIL.ImageFont import Axis

SHOW_PX = 3000
EPISODE_PX = 1400
SMALLEST_PX = 1400
MAX_BYTES = 500_000
RENDITIONS_PX = (96, 240, 480)
"""Of the show's cover, as pages show it: beside the title, on a telephone, on a sharp screen."""
_RENDITION_MAX_BYTES = 40_000

_DESIGN = 1
"""Goes up when covers are drawn otherwise, so that those that lie on disk are made anew."""
_FONT_FAMILY = "Noto Sans"
_BOLD, _MEDIUM, _CONDENSED = 800, 600, 85
_MEASURE_PX = 200
_LINE_HEIGHT = 1.12
_WHITE = (255, 255, 255)
_BLACK = (0, 0, 0)
_GROUNDS = ("#12355b", "#5b1232", "#0f4c3a", "#3d2a6b", "#6b2d0f", "#1f4e5f", "#4a154b", "#2f3e1f")
"""Dark colours that white text stands out from by 9:1 at least."""

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class CoverFacts:
    """What a picture is, as far as directories ask."""

    format: str
    """`JPEG`, `PNG` or another name that Pillow gives."""
    width_px: int
    height_px: int
    mode: str
    """`RGB` where there is neither transparency nor another colour space."""


@dataclass(frozen=True, slots=True)
class _Box:
    """Where text stands, in pixels."""

    left: float
    top: float
    width: float
    height: float
    centred: bool = False
    """Whether text that is lower than the box stands in its middle."""


def show_cover(show: Show) -> bytes:
    """Return the cover of a show that has no picture of its own: a JPEG of 3000 px square."""
    image, draw, ground = _canvas(SHOW_PX, show)
    ink = _ink_on(ground)
    px = float(SHOW_PX)
    _draw_waves(
        draw, show.guid or show.title, ground, _Box(0.08 * px, 0.76 * px, 0.84 * px, 0.16 * px)
    )
    _draw_text(
        draw, show.title, _BOLD, ink, _Box(0.08 * px, 0.08 * px, 0.84 * px, 0.62 * px), 0.26 * px
    )
    return _jpeg(image, show_mark(show))


def episode_cover(show: Show, episode: Episode) -> bytes:
    """Return the cover of an episode, with its headline: a JPEG of 1400 px square."""
    image, draw, ground = _canvas(EPISODE_PX, show)
    ink = _ink_on(ground)
    px = float(EPISODE_PX)
    _draw_text(
        draw, episode.title, _BOLD, ink, _Box(0.08 * px, 0.08 * px, 0.84 * px, 0.66 * px), 0.17 * px
    )
    _draw_waves(draw, episode.guid, ground, _Box(0.08 * px, 0.80 * px, 0.22 * px, 0.12 * px))
    _draw_text(
        draw,
        show.title,
        _MEDIUM,
        ink,
        _Box(0.34 * px, 0.79 * px, 0.58 * px, 0.14 * px, centred=True),
        0.05 * px,
    )
    return _jpeg(image, episode_mark(show, episode))


def show_mark(show: Show) -> bytes:
    """Return what `show_cover` puts into its JPEG as a comment: equal means the same picture."""
    return _mark(show.title, show.guid, show.accent)


def episode_mark(show: Show, episode: Episode) -> bytes:
    """Return what `episode_cover` puts into its JPEG as a comment: equal means the same picture."""
    return _mark(show.title, show.guid, show.accent, episode.title, episode.guid)


def _mark(*parts: str | None) -> bytes:
    digest = hashlib.sha256(repr((_DESIGN, parts)).encode(errors="replace"))
    return b"presscast " + digest.hexdigest()[:32].encode()


def rendition(cover: bytes, px: int) -> bytes:
    """Return a cover as a JPEG of so many pixels square, as good as 40 KB allow."""
    from PIL import Image

    with Image.open(io.BytesIO(cover)) as image:
        # The decoder halves on the way, which takes a tenth of the time.
        image.draft("RGB", (2 * px, 2 * px))
        small = image.convert("RGB").resize((px, px), Image.Resampling.LANCZOS)
    for quality in (85, 70, 50, 30, 10):
        out = io.BytesIO()
        small.save(out, "JPEG", quality=quality, comment=rendition_mark(cover), optimize=True)
        if out.tell() <= _RENDITION_MAX_BYTES:
            break
    return out.getvalue()


def rendition_mark(cover: bytes) -> bytes:
    """Return what `rendition` puts into its JPEG as a comment: equal means the same picture."""
    return _mark(hashlib.sha256(cover).hexdigest())


def convert_cover(data: bytes, place: str) -> bytes:
    """Return a publisher's picture as a cover: RGB, JPEG, at most 3000 px and 500 KB.

    `place` names the file in errors. Raises ConfigError for what is not a picture, not square, or
    smaller than 1400 px: a picture is never scaled up or cropped.
    """
    from PIL import Image, ImageOps

    facts = cover_facts(data, place)
    width, height = facts.width_px, facts.height_px
    if width != height:
        raise ConfigError(
            f"{place}: the cover is {width} × {height} px, not square",
            hint=f"crop it to {min(width, height)} × {min(width, height)} px",
        )
    if width < SMALLEST_PX:
        raise ConfigError(
            f"{place}: the cover is {width} px wide, under {SMALLEST_PX} px",
            hint="use a larger original; scaling up would only blur it",
        )
    with Image.open(io.BytesIO(data)) as opened:
        picture = ImageOps.exif_transpose(opened)
        if picture.has_transparency_data:
            layer = picture.convert("RGBA")
            picture = Image.new("RGBA", layer.size, (*_WHITE, 255))
            picture.alpha_composite(layer)
        picture = picture.convert("RGB")
    if width > SHOW_PX:
        picture = picture.resize((SHOW_PX, SHOW_PX), Image.Resampling.LANCZOS)
    return _jpeg(picture)


def cover_facts(data: bytes, place: str) -> CoverFacts:
    """Return what a picture is. Raises ConfigError for what is not a picture that can be read."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as image:
                image.load()
                mode = "RGBA" if image.has_transparency_data else image.mode
                return CoverFacts(image.format or "", image.width, image.height, mode)
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        why = "" if isinstance(error, UnidentifiedImageError) else f" ({error})"
        raise ConfigError(
            f"{place}: not a picture that can be read{why}",
            hint="save it as JPEG or PNG, square, 1400 to 3000 px",
        ) from error


def _canvas(px: int, show: Show) -> tuple[Image.Image, ImageDraw.ImageDraw, Colour]:
    from PIL import Image, ImageColor, ImageDraw

    digest = hashlib.sha256((show.guid or show.title).encode(errors="replace")).digest()
    named = show.accent or _GROUNDS[digest[0] % len(_GROUNDS)]
    try:
        red, green, blue = ImageColor.getrgb(named)[:3]
    except ValueError as error:
        raise ConfigError(
            f"page.accent: {named!r} is not a colour", hint="write it as #rrggbb"
        ) from error
    ground = (red, green, blue)
    image = Image.new("RGB", (px, px), ground)
    return image, ImageDraw.Draw(image), ground


def _ink_on(ground: Colour) -> Colour:
    """Return white or black, whichever stands out more: 4.5:1 at least on any colour."""
    light = _luminance(ground)
    return _WHITE if 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 else _BLACK


def _luminance(colour: Colour) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = [value / 255 for value in colour]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _draw_waves(draw: ImageDraw.ImageDraw, seed: str, ground: Colour, box: _Box) -> None:
    """Draw speech as bars whose heights are the episode's or the show's own."""
    ink = _ink_on(ground)
    fill = tuple(round(a + (b - a) * 0.45) for a, b in zip(ground, ink, strict=True))
    digest = hashlib.sha256(seed.encode(errors="replace")).digest()
    bars = max(5, round(box.width / box.height * 4.2))
    step = box.width / (bars - 0.4)
    for bar in range(bars):
        swell = 0.35 + 0.65 * math.sin(math.pi * (bar + 0.5) / bars)
        height = box.height * swell * (0.3 + 0.7 * digest[bar % len(digest)] / 255)
        left = box.left + bar * step
        top = box.top + (box.height - height) / 2
        width = step * 0.6
        draw.rounded_rectangle((left, top, left + width, top + height), width / 2, fill=fill)


def _draw_text(
    draw: ImageDraw.ImageDraw, text: str, weight: int, ink: Colour, box: _Box, largest_px: float
) -> None:
    """Set a text as large as its box allows; nothing where no installed font has its letters."""
    found = _font_for(clip(text, 160))
    if found is None or not found[1].split():
        return
    path, words = found[0], found[1].split()
    measure = _font(path, _MEASURE_PX, weight)
    widths = [measure.getlength(word) / _MEASURE_PX for word in words]
    space = measure.getlength(" ") / _MEASURE_PX
    size = largest_px
    while True:
        lines = _wrap(words, widths, space, box.width / size)
        fits = lines is not None and len(lines) * size * _LINE_HEIGHT <= box.height
        if fits or size < 8:
            break
        size *= 0.96
    font = _font(path, round(size), weight)
    lines = lines or [" ".join(words)]
    spare = box.height - len(lines) * size * _LINE_HEIGHT
    top = box.top + (spare / 2 if box.centred else 0)
    for line in lines:
        draw.text((box.left, top), line, fill=ink, font=font)
        top += size * _LINE_HEIGHT


def _wrap(words: list[str], widths: list[float], space: float, room: float) -> list[str] | None:
    """Return the words in lines of at most `room` (in ems), or None where a word is wider."""
    lines: list[str] = []
    used = room
    for word, width in zip(words, widths, strict=True):
        if width > room:
            return None
        if used + space + width <= room:
            lines[-1] += " " + word
            used += space + width
        else:
            lines.append(word)
            used = width
    return lines


@cache
def _font(path: Path, px: int, weight: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    font = ImageFont.truetype(path, px)
    axes = font.get_variation_axes()
    if axes:
        wanted = {b"Weight": weight, b"Width": _CONDENSED}
        font.set_variation_by_axes([_axis_value(axis, wanted) for axis in axes])
    return font


def _axis_value(axis: Axis, wanted: Mapping[bytes, int]) -> float:
    """Return the wanted value of an axis of a variable font, within what the font has."""
    default, least, most = axis["default"] or 0, axis["minimum"] or 0, axis["maximum"] or 0
    return min(max(wanted.get(axis["name"] or b"", default), least), most)


@cache
def _font_for(text: str) -> tuple[Path, str] | None:
    """Return the installed font that has the most letters of a text, and those letters of it.

    None where no font has more than half of them.
    """
    import fontpkg  # type: ignore[import-untyped]

    others = sorted(name for name in fontpkg.families() if name != _FONT_FAMILY)
    choices: list[tuple[int, Path, str]] = []
    for name in (_FONT_FAMILY, *others):
        path: Path = fontpkg.path(name, weight=700, nearest=True)
        font = _font(path, 20, _BOLD)
        unknown = bytes(font.getmask("\U0010fffd"))
        lacking = {char for char in set(text) if bytes(font.getmask(char)) == unknown} - {" "}
        if not lacking:
            return path, text
        held = "".join(char for char in text if char not in lacking)
        choices.append((len(held), path, held))
    most, path, held = max(choices, key=lambda choice: choice[0])
    return (path, held) if most * 2 > len(text) else None


def _jpeg(image: Image.Image, comment: bytes = b"") -> bytes:
    """Return a JPEG of at most 500 KB: as good as fits, then smaller."""
    for px in (image.width, 2400, 1800, SMALLEST_PX):
        if px > image.width:
            continue
        scaled = image if px == image.width else image.resize((px, px))
        for quality in (90, 80, 70, 60):
            out = io.BytesIO()
            scaled.save(out, "JPEG", quality=quality, comment=comment)
            if out.tell() <= MAX_BYTES:
                return out.getvalue()
    raise ConfigError(
        "the cover is over 500 KB even at 1400 px", hint="use a picture with less grain"
    )
