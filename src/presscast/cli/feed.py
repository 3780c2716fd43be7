"""`presscast feed`: rebuild everything but the sound."""

from __future__ import annotations

from typing import Any

import click

from presscast.cli import _options, _progress


@click.command()
@_options.output
@_options.base_url
@click.pass_context
def command(ctx: click.Context, /, **choices: Any) -> None:
    """Write feed, pages and transcripts anew from the manifests; no engine is needed.

    Use it after changing presscast.toml or editing an episode.json.

    \b
    Example:
      presscast feed --base-url https://example.org/podcast/
    """
    from presscast import upkeep

    request = _options.request(ctx, **choices)
    with _progress.shown(ctx) as progress:
        changed = upkeep.rebuild(request, progress)
    click.echo(f"{changed} files changed in {request.output}")
