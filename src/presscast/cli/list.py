"""`presscast list`: what is published."""

from __future__ import annotations

from pathlib import Path

import click

from presscast.cli import _options


@click.command()
@_options.output
@_options.json_form
def command(output: Path, *, as_json: bool) -> None:
    """List the published episodes, newest first.

    \b
    Example:
      presscast list --json
    """
    import msgspec

    from presscast.library import Library

    episodes = Library(output).episodes()
    if as_json:
        forms = [
            {
                "slug": episode.slug,
                "guid": episode.guid,
                "title": episode.title,
                "published": episode.published,
                "updated": episode.updated,
                "duration_ms": episode.recording.duration_ms,
                "audio": f"episodes/{episode.slug}/{episode.recording.path}",
                "corrections": len(episode.corrections),
            }
            for episode in episodes
        ]
        click.echo(msgspec.json.format(msgspec.json.encode(forms), indent=1).decode())
        return
    for episode in episodes:
        minutes, seconds = divmod(round(episode.recording.duration_ms / 1000), 60)
        click.echo(f"{episode.slug}  {minutes}:{seconds:02}  {episode.title}")
    if not episodes:
        click.echo(f"nothing is published in {output}", err=True)
