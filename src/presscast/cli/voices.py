"""`presscast voices`: which there are, how they sound, and more of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from presscast.cli import _options, _progress
from presscast.errors import PresscastError

MANY = 60
"""An engine with more voices than this is listed in one line unless it is asked for."""


@click.group(invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context, /) -> None:
    """List the voices, hear them, or install more.

    A voice is named ENGINE:NAME; a derived one has +STYLE after it. Without a sub-command, it
    lists them.

    \b
    Examples:
      presscast voices
      presscast voices sample -o voices.mp3
      presscast voices add kokoro
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_voices, engine=None, as_json=False)


@command.command("list")
@click.option("--engine", metavar="ENGINE", help="Only those of this engine.")
@_options.json_form
def list_voices(engine: str | None, *, as_json: bool) -> None:
    """List the voices: language, gender as the maker states it, rate, size, licence.

    Those of an engine that is not installed, or not allowed, are marked so.
    """
    import msgspec

    from presscast import plugins
    from presscast.engines._listing import voices_and_known

    if engine:
        plugins.engine(engine)
    names = (engine,) if engine else plugins.names("engines")
    listed = voices_and_known(names)
    for name in names:
        for fault in getattr(plugins.engine(name), "faults", tuple)():
            _progress.warn(f"{fault}; {fault.hint}")
    if as_json:
        forms = [
            {"address": voice.address, "installed": installed, **msgspec.to_builtins(voice)}
            for voice, installed in listed
        ]
        click.echo(msgspec.json.format(msgspec.json.encode(forms), indent=1).decode())
        return
    many = {
        name: count
        for name, count in Counter(voice.engine for voice, _ in listed).items()
        if count > MANY and not engine
    }
    for voice, installed in listed:
        if voice.engine in many:
            continue
        facts = (
            "" if installed else "NOT INSTALLED",
            voice.language,
            voice.gender,
            f"{voice.sample_rate_hz} Hz" if voice.sample_rate_hz else "",
            f"{voice.size_bytes / 1e6:.0f} MB" if voice.size_bytes else "",
            voice.licence,
            voice.note,
        )
        click.echo(f"{voice.address}  " + "; ".join(fact for fact in facts if fact))
    for name, count in many.items():
        click.echo(f"{name}: {count} voices; see: presscast voices list --engine {name}")
    for name in dict.fromkeys(voice.engine for voice, installed in listed if not installed):
        try:
            plugins.engine(name).voices()
        except PresscastError as error:
            click.echo(f"{name}: {error}; {error.hint}", err=True)


@command.command()
@click.argument("names", metavar="[VOICE]...", nargs=-1)
@click.option("--engine", metavar="ENGINE", help="All voices of this engine.")
@click.option(
    "-o",
    "file",
    metavar="FILE.mp3",
    type=click.Path(path_type=Path),
    default=Path("voices.mp3"),
    show_default=True,
    help="The file to write.",
)
@click.pass_context
def sample(
    ctx: click.Context, /, names: tuple[str, ...], *, engine: str | None, file: Path
) -> None:
    """Write one MP3 in which voices say their names.

    Without names: the neural voices that are installed.
    """
    from presscast import pipeline, plugins
    from presscast.engines._directory import find_voice, installed_voices
    from presscast.engines._listing import introduction

    if names:
        voices = [find_voice(name, engine) for name in names]
    elif engine:
        voices = list(plugins.engine(engine).voices())
    else:
        voices = list(installed_voices(("piper", "kokoro")))
    lines = [(voice, introduction(voice)) for voice in voices]
    with _progress.shown(ctx) as progress:
        pipeline.read_lines(lines, file, _options.request(ctx), progress)
    for number, voice in enumerate(voices, 1):
        click.echo(f"{number}. {voice.address}")
    click.echo(str(file))


@command.command()
@click.argument("name", metavar="NAME")
@click.option(
    "--from",
    "from_dir",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Copy the pack's files from this folder instead of fetching them.",
)
@click.pass_context
def add(ctx: click.Context, /, name: str, *, from_dir: Path | None) -> None:
    """Install a voice pack, fetched from the project that publishes it.

    A file is checked before it is used; an interrupted download goes on where it stopped.

    \b
    Examples:
      presscast voices add kokoro
      presscast voices add kokoro --from ~/Downloads
    """
    from presscast.engines._packs import add_pack

    with _progress.shown(ctx) as progress:
        files = add_pack(name, from_dir, progress)
    for path in files:
        click.echo(str(path))
