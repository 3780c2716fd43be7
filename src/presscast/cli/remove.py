"""`presscast remove`: take an episode out."""

from __future__ import annotations

from typing import Any

import click

from presscast.cli import _options


@click.command()
@click.argument("slug", metavar="SLUG")
@_options.output
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def command(ctx: click.Context, /, slug: str, *, yes: bool, **choices: Any) -> None:
    """Take an episode out of the feed and delete its files.

    Its slug and GUID are never used again, so that apps do not take another episode for it.

    \b
    Example:
      presscast remove 2026-11-12-court-orders-heat-restored
    """
    from presscast import upkeep
    from presscast.library import Library

    request = _options.request(ctx, **choices)
    if not yes:
        title = upkeep.published(Library(request.output), slug).title
        click.confirm(f"Delete the episode “{title}” for good?", abort=True, err=True)
    episode = upkeep.remove(slug, request)
    click.echo(f"removed: {episode.title}")
