"""`presscast move`: the show has a new address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from presscast.cli import _options, _progress


@click.command()
@click.argument("new_base_url", metavar="NEW_BASE_URL")
@_options.output
@click.pass_context
def command(ctx: click.Context, /, new_base_url: str, **choices: Any) -> None:
    """Rewrite every link for a new address; GUIDs stay, and apps are told to follow.

    Keep the old address answering with a permanent redirect, or with this feed, for some weeks.

    \b
    Example:
      presscast move https://podcast.example.org/
    """
    from presscast import upkeep

    request = _options.request(ctx, **choices)
    with _progress.shown(ctx) as progress:
        address, changed = upkeep.move(new_base_url, request, progress)
    click.echo(f"{changed} files changed; upload them to the old address and to the new one")
    if request.settings.show.base_url not in (None, address):
        _tell_settings(_options.settings_path(ctx, request.output), address)


def _tell_settings(path: Path | None, address: str) -> None:
    """Write the new address into the show's settings, or say that it is to be written there."""
    from presscast.config import with_base_url
    from presscast.files import whole_file

    if path is None:
        return
    text = with_base_url(path.read_text(encoding="utf-8"), address)
    if text is None:
        _progress.warn(f'{path}: write base_url = "{address}" there')
        return
    with whole_file(path) as part:
        part.write_text(text, encoding="utf-8")
    click.echo(f"{path}: base_url is {address}")
