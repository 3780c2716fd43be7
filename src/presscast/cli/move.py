"""`presscast move`: the show has a new address."""

from __future__ import annotations

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

    with _progress.shown(ctx) as progress:
        changed = upkeep.move(new_base_url, _options.request(ctx, **choices), progress)
    click.echo(f"{changed} files changed; upload them to the old address and to the new one")
