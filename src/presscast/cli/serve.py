"""`presscast serve`: listen and subscribe on this computer."""

from __future__ import annotations

from pathlib import Path

import click

from presscast.cli import _options


@click.command()
@_options.output
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port; 0 takes a free one.")
def command(output: Path, host: str, port: int) -> None:
    """Serve the output folder for a preview, as podcast apps want it.

    The feed is at /feed.xml. Links lead to this server, whatever the show's public address is.

    \b
    Examples:
      presscast serve
      presscast serve --host 0.0.0.0 --port 8080     let a phone in the same network subscribe
    """
    from presscast import serve

    with serve.listen(host, port) as listening:
        port = listening.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"page       http://{shown}:{port}/")
        click.echo(f"subscribe  http://{shown}:{port}/feed.xml")
        click.echo("Ctrl-C stops it.", err=True)
        serve.serve(output, listening)
