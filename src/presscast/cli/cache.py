"""`presscast cache`: clips already spoken."""

from __future__ import annotations

import click


@click.group()
def command() -> None:
    """Look at the clips that were already spoken, or forget them.

    \b
    Example:
      presscast cache info
    """


@command.command()
def info() -> None:
    """Tell where the clips lie and how much room they take."""
    from presscast.cache import ClipCache

    held = ClipCache().info()
    megabytes, most = held.bytes / 1e6, held.max_bytes / 1e6
    click.echo(f"{held.folder}: {held.clips} clips, {megabytes:.1f} of at most {most:.0f} MB")


@command.command()
def clear() -> None:
    """Delete all clips and indexes; what is published stays, the next release is spoken anew."""
    from presscast.cache import ClipCache
    from presscast.index import forget_all

    cache = ClipCache()
    held = cache.info()
    cache.clear()
    forget_all()
    click.echo(f"{held.clips} clips deleted ({held.bytes / 1e6:.1f} MB)")
