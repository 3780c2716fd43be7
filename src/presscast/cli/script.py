"""`presscast script`: who says what, before any audio is made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from presscast.cli import _options, _progress

if TYPE_CHECKING:
    from presscast.model import Cast
    from presscast.pipeline import Understood
    from presscast.request import Request

LISTEN_BELOW = 0.5


@click.command()
@click.argument("source", metavar="SOURCE")
@_options.output
@_options.voices
@_options.language
@_options.allow_private
@_options.json_form
@click.option("--names", is_flag=True, help="List the names and how they will be said, instead.")
@click.option(
    "--audio",
    metavar="FILE.mp3",
    type=click.Path(path_type=Path),
    help="With --names: say them all, numbered, into one MP3.",
)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    source: str,
    *,
    as_json: bool,
    names: bool,
    audio: Path | None,
    **choices: Any,
) -> None:
    """Show who says what, in which voice, and how it is said; no audio is made.

    What is not read out is shown too, with the rule that says so.

    \b
    Examples:
      presscast script release.txt
      presscast script release.txt --json
      presscast script release.txt --names --audio names.mp3
    """
    import msgspec

    from presscast import pipeline

    request = _options.request(ctx, **choices)
    understood = pipeline.understand(source, request)
    if names or audio:
        _tell_names(ctx, understood, request, audio, as_json=as_json)
        return
    cast = pipeline.choose_cast(understood, pipeline.write_script(understood, request), request)
    if as_json:
        form = msgspec.json.encode(_form(cast))
        click.echo(msgspec.json.format(form, indent=1).decode())
    else:
        _print_script(cast)
    for warning in cast.script.warnings:
        _progress.warn(warning)


def _tell_names(
    ctx: click.Context,
    understood: Understood,
    request: Request,
    audio: Path | None,
    *,
    as_json: bool,
) -> None:
    """Show the pronunciation sheet; what is least sure is marked, so that it is listened to."""
    import msgspec

    from presscast import pipeline
    from presscast.text.pronunciation import pronunciation_sheet

    release = understood.release
    entries = pronunciation_sheet(release, pipeline.lexicon_of(request))
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(entries), indent=1).decode())
    for number, entry in enumerate(entries if not as_json else (), 1):
        sure = "" if entry.sure >= LISTEN_BELOW else click.style("  listen", bold=True)
        said = "" if entry.spoken == entry.text else f" → {entry.spoken}"
        click.echo(f"{number:3} {entry.kind:12} {entry.text}{said}{sure}")
        click.echo(click.style(f"    {entry.sure:.0%} sure: {entry.why}", dim=True))
    if audio and entries:
        cast = pipeline.choose_cast(understood, pipeline.write_script(understood, request), request)
        narrator = cast.voice("narrator")
        lines = [(narrator, f"{n}. {entry.text}.") for n, entry in enumerate(entries, 1)]
        with _progress.shown(ctx) as progress:
            pipeline.read_lines(lines, audio, request, progress)
        click.echo(
            f"{audio}; mend a name with: presscast lexicon add NAME --say RESPELLING", err=True
        )


def _form(cast: Cast) -> dict[str, Any]:
    """Return the JSON form of a cast script."""
    script = cast.script
    names = {speaker.id: speaker.name for speaker in script.speakers}
    return {
        "title": script.title,
        "language": script.language,
        "speakers": [
            {
                "id": role.speaker,
                "name": names[role.speaker],
                "voice": role.voice.address,
                "reason": role.reason,
            }
            for role in cast.roles
        ],
        "utterances": [
            {
                "id": said.id,
                "section": said.section,
                "speaker": names[said.speaker],
                "voice": cast.voice(said.speaker).address,
                "text": said.text,
                "spoken": said.spoken,
                "start": said.span.start,
                "end": said.span.end,
                "pause_before_ms": said.pause_before_ms,
                **({"language": said.language} if said.language else {}),
            }
            for said in script.utterances
        ],
        "skipped": [
            {
                "text": skip.text,
                "rule": skip.rule,
                "start": skip.span.start,
                "end": skip.span.end,
            }
            for skip in script.skips
        ],
        "warnings": list(script.warnings),
    }


def _print_script(cast: Cast) -> None:
    script = cast.script
    names = {speaker.id: speaker.name for speaker in script.speakers}
    for role in cast.roles:
        click.echo(f"{names[role.speaker]}: {role.voice.address} ({role.reason})")
    click.echo("")
    previous = ""
    for said in script.utterances:
        if said.speaker != previous:
            click.echo(click.style(names[said.speaker], bold=True))
            previous = said.speaker
        click.echo(f"    {said.text}")
        if said.spoken != said.text:
            click.echo(click.style(f"    → {said.spoken}", dim=True))
    words = [skip for skip in script.skips if skip.rule != "no words"]
    if words:
        click.echo("\nNot read out:")
    for skip in words:
        click.echo(f"    {skip.text}\n" + click.style(f"      ({skip.rule})", dim=True))
