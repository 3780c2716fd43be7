"""What a waiting publisher sees on standard error."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

import click

LABELS = {
    "reading": "Reading the release",
    "speaking": "Speaking",
    "finishing": "Mastering",
    "publishing": "Writing feed and pages",
    "writing": "Writing pages",
    "uploading": "Uploading",
    "hearing": "Listening",
    "checking": "Reading the episodes",
    "measuring": "Measuring the recordings",
}


@contextlib.contextmanager
def shown(ctx: click.Context) -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that shows progress: a bar on a terminal, nothing where nobody looks."""
    if ctx.obj["quiet"]:
        yield _say_nothing
        return
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Starting", total=None)

        def update(stage: str, done: int, total: int) -> None:
            bar.update(
                task, description=LABELS.get(stage, stage), completed=done, total=total or None
            )

        yield update


def _say_nothing(stage: str, done: int, total: int) -> None:
    """Show no progress."""
    del stage, done, total


class _Lines:
    """Progress for a log file: a line a stage, and one at each quarter of the speaking."""

    def __init__(self) -> None:
        self.shown = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        part = f" {done * 4 // total * 25} %" if total else ""
        line = LABELS.get(stage, stage) + part
        if line != self.shown:
            self.shown = line
            click.echo(line, err=True)


def warn(message: str) -> None:
    """Tell the publisher what to look at; the command goes on."""
    click.echo(f"warning: {message}", err=True)
