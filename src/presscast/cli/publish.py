"""`presscast publish`: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from presscast.cli import _options, _progress

if TYPE_CHECKING:
    from presscast.pipeline import Outcome
    from presscast.request import Request


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@_options.output
@_options.base_url
@_options.voices
@_options.language
@click.option(
    "--date", metavar="ISO", help="When it counts as published, as 2026-11-12 or with a time."
)
@click.option("--slug", metavar="SLUG", help="The name of the episode's folder.")
@click.option("--note", metavar="TEXT", help="What was corrected, for listeners.")
@click.option("--force", is_flag=True, help="Publish although an embargo has not ended.")
@click.option("--draft", is_flag=True, help="Say everything in tones: seconds instead of minutes.")
@_options.allow_private
@_options.json_form
@click.pass_context
def command(
    ctx: click.Context, /, sources: tuple[str, ...], *, draft: bool, as_json: bool, **choices: Any
) -> None:
    """Publish releases as episodes of a podcast feed.

    SOURCE is a file, an http(s) address, or - for standard input. The same release again is the
    same episode; a corrected one replaces it.

    \b
    Examples:
      presscast publish release.docx
      presscast publish release.txt --base-url https://example.org/podcast/
      presscast publish release.txt --quote-voice "Ana Ruiz=bf_emma"
      presscast publish release.txt --note "The hearing is on 4 May, not 3 May."
    """
    from presscast import pipeline

    if draft:
        choices["engine"] = "tone"
    _check_date(choices["date"])
    request = _options.request(ctx, **choices)
    outcomes = []
    for source in sources:
        with _progress.shown(ctx) as progress:
            outcome = pipeline.publish(source, request, progress)
        for warning in outcome.warnings:
            _progress.warn(f"{source}: {warning}")
        outcomes.append(outcome)
        if not as_json:
            _tell(outcome, request)
    if as_json:
        _print_json(outcomes, request)
    elif any(outcome.change != "unchanged" for outcome in outcomes):
        _tell_how_to_subscribe(request)


def _check_date(date: str | None) -> None:
    from datetime import datetime

    from presscast.errors import UsageError

    try:
        if date:
            datetime.fromisoformat(date)
    except ValueError as error:
        raise UsageError(
            f"--date {date!r} is not a date",
            hint="write it as 2026-11-12 or 2026-11-12T09:30+01:00",
        ) from error


def _folder(outcome: Outcome, request: Request) -> Path:
    return request.output / "episodes" / outcome.episode.slug


def _tell(outcome: Outcome, request: Request) -> None:
    episode = outcome.episode
    minutes, seconds = divmod(round(episode.recording.duration_ms / 1000), 60)
    folder = _folder(outcome, request)
    click.echo(f"{outcome.change}: {episode.title}")
    click.echo(f"  audio  {folder / episode.recording.path} ({minutes} min {seconds:02} s)")
    click.echo(f"  page   {folder / 'index.html'}")


def _tell_how_to_subscribe(request: Request) -> None:
    from presscast.layout import is_local
    from presscast.library import Library
    from presscast.stages.publish import show_of

    state = Library(request.output).state()
    show = show_of(request.settings, state, request.settings_folder, request.base_url)
    click.echo(f"  feed   {request.output / 'feed.xml'}")
    click.echo(f"subscribe: {show.base_url}feed.xml in any podcast app")
    if is_local(show.base_url):
        where = "" if request.output == Path("output") else f" -o {request.output}"
        click.echo(f"  on this computer, first run: presscast serve{where}")
        click.echo("  for everybody: upload the folder, and set --base-url to where it lies")


def _print_json(outcomes: list[Outcome], request: Request) -> None:
    import msgspec

    forms = [
        {
            "slug": outcome.episode.slug,
            "guid": outcome.episode.guid,
            "title": outcome.episode.title,
            "change": outcome.change,
            "audio": str(_folder(outcome, request) / outcome.episode.recording.path),
            "page": str(_folder(outcome, request) / "index.html"),
            "feed": str(request.output / "feed.xml"),
            "duration_ms": outcome.episode.recording.duration_ms,
            "loudness_lufs": outcome.episode.recording.loudness.integrated_lufs,
            "true_peak_dbtp": outcome.episode.recording.loudness.true_peak_dbtp,
            "warnings": list(outcome.warnings),
        }
        for outcome in outcomes
    ]
    click.echo(msgspec.json.format(msgspec.json.encode(forms), indent=1).decode())
