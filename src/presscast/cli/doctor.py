"""`presscast doctor`: what is installed and what is missing."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import click

from presscast import __version__
from presscast.cli import _options
from presscast.errors import PresscastError


@click.command()
@_options.output
@click.pass_context
def command(ctx: click.Context, /, output: Path) -> None:
    """Tell what is installed, what is missing, and how to mend it.

    The status is 1 where the main job cannot run.

    \b
    Example:
      presscast doctor
    """
    from presscast import plugins
    from presscast.cache import ClipCache

    click.echo(f"presscast {__version__}, Python {platform.python_version()}")
    settings, folder = _options.settings(ctx, output)
    click.echo(f"show      {settings.show.title} ({folder / 'presscast.toml'})")
    works = _ffmpeg_works()
    spoken = False
    for name in plugins.names("engines"):
        try:
            engine = plugins.engine(name)
            voices = engine.voices()
        except PresscastError as error:
            click.echo(f"engine    {name}: not usable: {error}; {error.hint}")
            continue
        spoken = spoken or (bool(voices) and name != "tone")
        click.echo(f"engine    {name}: {len(voices)} voices")
        for fault in getattr(engine, "faults", tuple)():
            click.echo(f"voice     left out: {fault}; {fault.hint}")
    click.echo(f"readers   {', '.join(plugins.names('readers'))}")
    held = ClipCache().info()
    click.echo(f"clips     {held.clips} in {held.folder}, {held.bytes / 1e6:.0f} MB")
    if not spoken:
        click.echo("no engine speaks: pip install --force-reinstall presscast", err=True)
    if not (works and spoken):
        sys.exit(1)


def _ffmpeg_works() -> bool:
    """Tell whether an encoder is there."""
    import subprocess

    import imageio_ffmpeg

    try:
        path = imageio_ffmpeg.get_ffmpeg_exe()
        done = subprocess.run([path, "-version"], capture_output=True, text=True, check=True)
    except (RuntimeError, OSError, subprocess.CalledProcessError) as error:
        click.echo(f"ffmpeg    not usable: {error}; pip install --force-reinstall imageio-ffmpeg")
        return False
    click.echo(f"ffmpeg    {done.stdout.split()[2]} ({path})")
    return True
