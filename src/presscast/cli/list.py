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

    entries = Library(output).entries()
    if as_json:
        forms = [
            {
                "slug": entry.slug,
                "guid": entry.guid,
                "title": entry.title,
                "published": entry.published,
                "updated": entry.updated,
                "duration_ms": entry.recording.duration_ms,
                "audio": f"episodes/{entry.slug}/{entry.recording.path}",
                "corrections": entry.corrections,
            }
            for entry in entries
        ]
        click.echo(msgspec.json.format(msgspec.json.encode(forms), indent=1).decode())
        return
    for entry in entries:
        minutes, seconds = divmod(round(entry.recording.duration_ms / 1000), 60)
        click.echo(f"{entry.slug}  {minutes}:{seconds:02}  {entry.title}")
    if not entries:
        click.echo(f"nothing is published in {output}", err=True)
