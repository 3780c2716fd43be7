"""The colours of a show's pages, light and dark, each pair with enough contrast."""

from __future__ import annotations

from dataclasses import dataclass

from presscast.errors import ConfigError
from presscast.model import Show
from presscast.writers._markup.colours import (
    BLACK,
    ENOUGH,
    WHITE,
    Colour,
    contrast,
    nearest_passing,
    parse_colour,
)

_ACCENT = Colour(0x0B, 0x5C, 0x6B)
_PAPER = Colour(0xFC, 0xFB, 0xF8)
_INK = Colour(0x1F, 0x24, 0x29)
_NIGHT = Colour(0x14, 0x18, 0x1C)
_MOONLIGHT = Colour(0xE4, 0xE6, 0xE3)
_SHARES = {"marked": 0.16, "word": 0.34}
"""Of the accent in the grounds of what sounds."""
_SHARES_AT_NIGHT = {"marked": 0.24, "word": 0.52}
_WEAKEST = 0.8
"""How much of its strength a mark keeps under a show's own text colour."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one scheme."""

    background: Colour
    raised: Colour
    """The ground of the player and of boxes."""
    text: Colour
    muted: Colour
    """Dates and small print."""
    accent: Colour
    """Links and what has the focus."""
    marked: Colour
    """The ground of the sentence that sounds."""
    word: Colour
    """The ground of the word that sounds."""
    rule: Colour
    """Lines that only decorate."""
    edge: Colour
    """Borders of controls, which need a contrast of 3."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The palettes of the schemes that a reader's device may ask for."""

    light: Palette
    dark: Palette


def theme(show: Show) -> Theme:
    """Return the palettes of a show, from its own colours where it has some.

    Raises ConfigError, naming the nearest colour that passes, for a pair with too little contrast.
    """
    background = _colour(show.background, "background") or _PAPER
    given_text = _colour(show.text, "text")
    text = given_text or (_INK if background.luminance > 0.2 else _MOONLIGHT)
    given_accent = _colour(show.accent, "accent")
    own = _palette(background, text, given_accent or _ACCENT)
    _check(
        "text",
        text,
        ("the background", background),
        ("the player", own.raised),
        ("the marked sentence", _tinted(background, own.accent, "marked", _WEAKEST)),
        ("the marked word", _tinted(background, own.accent, "word", _WEAKEST)),
    )
    if given_accent:
        _check("accent", given_accent, ("the background", background), ("the player", own.raised))
    dark = _palette(_NIGHT, _MOONLIGHT, given_accent or _ACCENT)
    return Theme(light=own, dark=own if background.luminance <= 0.2 else dark)


def _palette(background: Colour, text: Colour, accent: Colour) -> Palette:
    """Return a scheme; an accent that is not readable on its ground is moved until it is."""
    lit = background.luminance > 0.2
    raised = background.mixed(WHITE if lit else text, 0.75 if lit else 0.06)
    readable = nearest_passing(accent, background, raised) or text
    return Palette(
        background=background,
        raised=raised,
        text=text,
        muted=nearest_passing(text.mixed(background, 0.32), background, raised) or text,
        accent=readable,
        marked=_readable_tint(background, readable, "marked", text),
        word=_readable_tint(background, readable, "word", text),
        rule=background.mixed(text, 0.14),
        edge=nearest_passing(text.mixed(background, 0.5), background, raised, ratio=3) or text,
    )


def _tinted(background: Colour, accent: Colour, mark: str, strength: float) -> Colour:
    """Return the ground of a mark: the background with a share of the accent."""
    share = (_SHARES if background.luminance > 0.2 else _SHARES_AT_NIGHT)[mark]
    return background.mixed(accent, share * strength)


def _readable_tint(background: Colour, accent: Colour, mark: str, text: Colour) -> Colour:
    """Return the ground of a mark, weaker where the text would not be readable on it."""
    for step in range(20, 0, -1):
        ground = _tinted(background, accent, mark, step / 20)
        if contrast(text, ground) >= ENOUGH:
            return ground
    return background


def high_contrast(dark: bool) -> Palette:
    """Return the scheme for readers who ask for more contrast."""
    ground, ink = (BLACK, WHITE) if dark else (WHITE, BLACK)
    accent = Colour(0xFF, 0xE0, 0x66) if dark else Colour(0x00, 0x32, 0x8A)
    return Palette(
        background=ground,
        raised=ground,
        text=ink,
        muted=ink,
        accent=accent,
        marked=ground.mixed(accent, 0.22),
        word=ground.mixed(accent, 0.4),
        rule=ink,
        edge=ink,
    )


def _colour(written: str | None, key: str) -> Colour | None:
    if not written:
        return None
    try:
        return parse_colour(written)
    except ValueError as error:
        raise ConfigError(
            f"presscast.toml: [page] {key}: {error}", hint="write it as #rrggbb"
        ) from error


def _check(key: str, colour: Colour, *grounds: tuple[str, Colour]) -> None:
    """Raise ConfigError for the first ground on which a colour has too little contrast."""
    for name, ground in grounds:
        found = contrast(colour, ground)
        if found >= ENOUGH:
            continue
        passing = nearest_passing(colour, *(ground for _, ground in grounds))
        raise ConfigError(
            f"presscast.toml: [page] {key}: {colour} on {name} ({ground}) has a contrast of "
            f"{found:.2f}, readers need {ENOUGH}",
            hint=f"the nearest colour that passes is {passing}"
            if passing
            else "choose a lighter or a darker background",
        )
