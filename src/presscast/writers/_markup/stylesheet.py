"""A show's palettes as custom properties of CSS, and its small sign."""

from __future__ import annotations

from dataclasses import fields

from presscast.writers._markup.theme import Palette, Theme, high_contrast


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


def icon(theme: Theme) -> str:
    """Return the picture that browsers show beside the title: a page and its sound, as SVG."""
    ground, ink = theme.light.accent, theme.light.background
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="7" fill="{ground}"/>'
        f'<path d="M8 9v14M13 13v6M18 6v20M23 12v8" stroke="{ink}" stroke-width="2.6" '
        'stroke-linecap="round"/></svg>\n'
    )


def _declarations(palette: Palette) -> str:
    return " ".join(f"--{field.name}: {getattr(palette, field.name)};" for field in fields(palette))
