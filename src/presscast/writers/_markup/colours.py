"""Contrast between colours (WCAG 2.2, 1.4.3), and the nearest colour that has enough of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

ENOUGH = 4.5
"""The contrast that WCAG 2.2 AA asks of text."""


@dataclass(frozen=True, slots=True)
class Colour:
    """An sRGB colour; each channel is 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """Return the relative luminance, 0 (black) to 1 (white)."""
        red, green, blue = (
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
            for c in (self.red / 255, self.green / 255, self.blue / 255)
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def mixed(self, other: Colour, share: float) -> Colour:
        """Return this colour with a share (0 to 1) of another."""
        return Colour(
            *(
                round(own + (its - own) * share)
                for own, its in (
                    (self.red, other.red),
                    (self.green, other.green),
                    (self.blue, other.blue),
                )
            )
        )


WHITE = Colour(255, 255, 255)
BLACK = Colour(0, 0, 0)


def parse_colour(written: str) -> Colour:
    """Return a CSS hex colour, `#rgb` or `#rrggbb`; raises ValueError for anything else."""
    match = re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", written.strip().lower())
    if not match:
        raise ValueError(f"{written!r} is not a hex colour such as #0b5c6b")
    digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
    return Colour(*bytes.fromhex(digits))


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((one.luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)


def nearest_passing(colour: Colour, *grounds: Colour, ratio: float = ENOUGH) -> Colour | None:
    """Return the colour that is nearest to this one and has the contrast on every ground.

    It is made darker or lighter only, so that it keeps its hue. None where neither is enough.
    """
    for step in range(256):
        for end in (BLACK, WHITE):
            candidate = colour.mixed(end, step / 255)
            if all(contrast(candidate, ground) >= ratio for ground in grounds):
                return candidate
    return None
