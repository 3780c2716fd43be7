"""`presscast normalize`: written lines in, spoken lines out."""

from __future__ import annotations

import sys

import click

from presscast.cli import _options


@click.command()
@click.option("--engine", default="piper", show_default=True, help="The engine to write for.")
@click.option("--language", default="en", show_default=True, help="The language of the lines.")
@click.pass_context
def command(ctx: click.Context, engine: str, language: str) -> None:
    """Write each line of standard input as it is said, one line for one line.

    \b
    Example:
      echo "Fined $2.5M under 8 U.S.C. § 1158." | presscast normalize
    """
    from presscast import plugins
    from presscast.text.lexicon import EMPTY, load_lexicon
    from presscast.text.speech import normalize_line

    settings, folder = _options.settings(ctx)
    path = folder / settings.voice.lexicon
    lexicon = load_lexicon(path) if path.is_file() else EMPTY
    markup = plugins.engine(engine).markup
    for raw in sys.stdin.buffer:
        line = raw.decode("utf-8", "replace").rstrip("\r\n")
        sys.stdout.write(normalize_line(line, language, markup=markup, lexicon=lexicon) + "\n")
        sys.stdout.flush()
