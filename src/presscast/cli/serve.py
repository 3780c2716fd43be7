"""`presscast serve`: listen and subscribe on this computer."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from presscast.cli import _options, _progress
from presscast.errors import PresscastError, UsageError

if TYPE_CHECKING:
    from presscast.pipeline import Outcome
    from presscast.watch import Gone


@click.command()
@_options.output
@_options.voices
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port; 0 takes a free one.")
@click.option(
    "--watch",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Publish the releases that are dropped into this folder.",
)
@click.pass_context
def command(
    ctx: click.Context, /, *, host: str, port: int, watch: Path | None, **choices: Any
) -> None:
    """Serve the output folder for a preview, as podcast apps want it.

    The feed is at /feed.xml. Links lead to this server, whatever the show's public address is.

    \b
    Examples:
      presscast serve
      presscast serve --host 0.0.0.0 --port 8080     let a phone in the same network subscribe
      presscast serve --watch ~/releases             publish what is dropped in there
    """
    from presscast import serve

    output: Path = choices["output"]
    with serve.listen(host, port) as listening, _watching(ctx, watch, choices):
        port = listening.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"page       http://{shown}:{port}/")
        click.echo(f"subscribe  http://{shown}:{port}/feed.xml")
        click.echo("Ctrl-C stops it.", err=True)
        serve.serve(output, listening, empty=watch is not None)


@contextlib.contextmanager
def _watching(ctx: click.Context, folder: Path | None, choices: dict[str, Any]) -> Iterator[None]:
    """Publish what is dropped into a folder while the block runs."""
    if folder is None:
        yield
        return
    if not folder.is_dir():
        raise UsageError(f"{folder}: is no folder", hint="make it first, or name another")
    from presscast.watch import Watch

    stop = threading.Event()
    watch = Watch(folder, _options.request(ctx, **choices), _tell)
    pool = ThreadPoolExecutor(1)
    watching = pool.submit(watch.run, stop)
    # A fault must not end the watching without a word while the server runs on.
    watching.add_done_callback(lambda done: _stop_server() if done.exception() else None)
    try:
        yield
    finally:
        stop.set()
        pool.shutdown(wait=False)
        if watching.done():
            watching.result()


def _stop_server() -> None:
    signal.raise_signal(signal.SIGINT)


def _tell(path: Path, outcome: Outcome | PresscastError | Gone) -> None:
    from presscast.pipeline import Outcome

    if isinstance(outcome, PresscastError):
        place = "" if str(outcome).startswith(str(path)) else f"{path}: "
        click.echo(f"error: {place}{outcome}\n hint: {outcome.hint}", err=True)
    elif isinstance(outcome, Outcome):
        click.echo(f"{outcome.change}: {outcome.episode.title}")
        for warning in outcome.warnings:
            _progress.warn(f"{path}: {warning}")
    else:
        click.echo(f"gone: {path}; to take its episode out: presscast remove {outcome.slug}")
