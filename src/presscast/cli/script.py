"""`presscast script`: who says what, before any audio is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from presscast.cli import _options, _progress

if TYPE_CHECKING:
    from presscast.model import Cast


@click.command()
@click.argument("source", metavar="SOURCE")
@_options.output
@_options.voices
@_options.language
@_options.allow_private
@_options.json_form
@click.pass_context
def command(ctx: click.Context, /, source: str, *, as_json: bool, **choices: Any) -> None:
    """Show who says what, in which voice, and how it is said; no audio is made.

    What is not read out is shown too, with the rule that says so.

    \b
    Examples:
      presscast script release.txt
      presscast script release.txt --json
    """
    import msgspec

    from presscast import pipeline

    request = _options.request(ctx, **choices)
    understood = pipeline.understand(source, request)
    cast = pipeline.choose_cast(understood, pipeline.write_script(understood, request), request)
    if as_json:
        form = msgspec.json.encode(_form(cast))
        click.echo(msgspec.json.format(form, indent=1).decode())
    else:
        _print_script(cast)
    for warning in cast.script.warnings:
        _progress.warn(warning)


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
