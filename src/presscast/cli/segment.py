"""`presscast segment`: what was understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from presscast.cli import _options, _progress

if TYPE_CHECKING:
    from presscast.model import Release

COLOURS = ("cyan", "green", "magenta", "yellow", "blue", "red")


@click.command()
@click.argument("source", metavar="SOURCE")
@_options.json_form
@click.option("--text", "as_text", is_flag=True, help="Print the text that the offsets count in.")
@_options.language
@_options.allow_private
@click.pass_context
def command(
    ctx: click.Context, /, source: str, *, as_json: bool, as_text: bool, **choices: Any
) -> None:
    """Show what was understood of a release: its parts, its quotes and who said them.

    A speaker that is wrong is put right for good in `.presscast.toml` beside the release:

    \b
      [speakers]
      "We are glad that" = "Ana Ruiz"

    \b
    Examples:
      presscast segment release.txt
      presscast segment release.txt --json
    """
    import msgspec

    from presscast import pipeline
    from presscast.text.release_form import release_form

    understood = pipeline.understand(source, _options.request(ctx, **choices))
    for note in understood.document.notes:
        _progress.warn(f"{source}: {note}")
    if as_text:
        click.echo(understood.document.text, nl=False)
    elif as_json:
        form = msgspec.json.encode(release_form(understood.release))
        click.echo(msgspec.json.format(form, indent=1).decode())
    else:
        _print_table(understood.release)


def _print_table(release: Release) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    speakers: dict[str, str] = {}
    console.print(Text(release.title, style="bold"))
    place = release.dateline.place if release.dateline else None
    facts = (release.subtitle, place, release.published, release.issuer, release.language)
    console.print(Text(" · ".join(fact for fact in facts if fact), style="dim"))
    table = Table(show_edge=False, pad_edge=False, header_style="bold")
    table.add_column("part")
    table.add_column("text", ratio=1)
    for block in release.blocks:
        written = " ".join(release.text[block.span.start : block.span.end].split())
        table.add_row(block.type.value, Text(_shortened(written), overflow="ellipsis"))
    console.print(table)
    quotes = Table(show_edge=False, pad_edge=False, header_style="bold", title="quotes")
    for heading in ("speaker", "sure", "why", "words"):
        quotes.add_column(heading, ratio=1 if heading == "words" else None)
    for quote in release.quotes:
        said = quote.attribution
        words = Text(_shortened(" ".join(quote.text.split())))
        if not quote.is_speech:
            quotes.add_row(Text("not speech", style="dim"), "", "stays with the narrator", words)
        elif said is None:
            quotes.add_row(Text("unknown", style="bold red"), "", "nobody is named", words)
        else:
            colour = speakers.setdefault(said.speaker, COLOURS[len(speakers) % len(COLOURS)])
            name = Text(said.speaker, style=colour)
            quotes.add_row(name, f"{said.confidence:.0%}", said.reason, words)
    if release.quotes:
        console.print(quotes)
    for warning in release.warnings:
        _progress.warn(warning)


def _shortened(words: str, chars: int = 160) -> str:
    return words if len(words) <= chars else words[: chars - 2].rsplit(" ", 1)[0] + " …"
