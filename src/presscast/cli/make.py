"""`presscast make`: just the MP3."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from presscast.cli import _options, _progress


@click.command()
@click.argument("source", metavar="SOURCE")
@click.option(
    "-o",
    "file",
    metavar="FILE.mp3",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file to write.",
)
@_options.voices
@_options.language
@click.option("--draft", is_flag=True, help="Say everything in tones: seconds instead of minutes.")
@_options.allow_private
@click.pass_context
def command(ctx: click.Context, /, source: str, file: Path, *, draft: bool, **choices: Any) -> None:
    """Make the tagged MP3 of a release and nothing else.

    \b
    Examples:
      presscast make release.txt -o release.mp3
      presscast make https://example.org/news/42 -o news.mp3
    """
    from presscast import pipeline

    if draft:
        choices["engine"] = "tone"
    with _progress.shown(ctx) as progress:
        outcome = pipeline.make(source, file, _options.request(ctx, **choices), progress)
    for warning in outcome.warnings:
        _progress.warn(f"{source}: {warning}")
    click.echo(str(file))
