"""`presscast embed`: an episode on the organisation's own site."""

from __future__ import annotations

from pathlib import Path

import click

from presscast.cli import _options
from presscast.errors import UsageError


@click.command()
@click.argument("slug", metavar="SLUG")
@_options.output
@_options.base_url
@click.option(
    "--page",
    metavar="FILE.html",
    type=click.Path(path_type=Path),
    help="Write a page to see the player in.",
)
@click.pass_context
def command(
    ctx: click.Context, /, slug: str, *, output: Path, base_url: str | None, page: Path | None
) -> None:
    """Print the HTML that shows an episode's player on another site.

    \b
    Example:
      presscast embed 2026-11-12-court-orders-heat-restored --page look.html
    """
    from presscast.files import whole_file
    from presscast.library import Library
    from presscast.stages.publish import show_of
    from presscast.writers.pages import embed_page, embed_snippet

    library = Library(output)
    episode = library.episode(slug)
    if episode is None:
        raise UsageError(f"no episode is called {slug!r} in {output}", hint="see: presscast list")
    settings, folder = _options.settings(ctx, output)
    show = show_of(settings, library.state(), folder, base_url)
    click.echo(embed_snippet(show, episode))
    if page:
        with whole_file(page) as part:
            part.write_bytes(embed_page(show, episode))
        click.echo(str(page), err=True)
