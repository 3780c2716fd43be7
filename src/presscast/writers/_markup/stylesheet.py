"""A show's palettes as custom properties of CSS."""

from __future__ import annotations

from dataclasses import fields

from .theme import Palette, Theme, high_contrast


def theme_stylesheet(theme: Theme) -> str:
    """Return the colours for each scheme: the device's wish first, the reader's choice over it."""
    light, dark = _declarations(theme.light), _declarations(theme.dark)
    sharp_light = _declarations(high_contrast(dark=False))
    sharp_dark = _declarations(high_contrast(dark=True))
    return f""":root {{ {light} }}
@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}
@media (prefers-contrast: more) {{ :root {{ {sharp_light} }} }}
@media (prefers-contrast: more) and (prefers-color-scheme: dark) {{ :root {{ {sharp_dark} }} }}
@media screen {{
:root[data-appearance="light"] {{ {light} color-scheme: light; }}
:root[data-appearance="dark"] {{ {dark} color-scheme: dark; }}
:root[data-appearance="contrast"] {{ {sharp_light} }}
}}
@media screen and (prefers-color-scheme: dark) {{
:root[data-appearance="contrast"] {{ {sharp_dark} }}
}}
@media print {{ :root {{ {sharp_light} }} }}
"""


def _declarations(palette: Palette) -> str:
    return " ".join(f"--{field.name}: {getattr(palette, field.name)};" for field in fields(palette))
