"""`presscast deploy`: upload what changed."""

from __future__ import annotations

from pathlib import Path

import click

from presscast.cli import _options, _progress
from presscast.errors import PublishError


@click.command()
@click.argument("target", metavar="TARGET")
@_options.output
@click.option("--dry-run", is_flag=True, help="Tell what would be done, and do nothing.")
@click.option(
    "--keep-days",
    type=click.IntRange(min=0),
    default=30,
    show_default=True,
    help="How long files that are no longer published stay there.",
)
@click.pass_context
def command(
    ctx: click.Context, /, target: str, output: Path, *, dry_run: bool, keep_days: int
) -> None:
    """Upload what changed to TARGET: media first, the feed last.

    An upload that was interrupted goes on where it stopped. Credentials are taken from the usual
    places: the AWS environment, profile or role for s3://, SSH keys and ~/.ssh/config for sftp://.

    \b
    Examples:
      presscast deploy s3://podcast.example.org/ --dry-run
      presscast deploy sftp://press@www.example.org/srv/podcast
      presscast deploy file:///mnt/webroot/podcast
    """
    from presscast.deploy import announce, deploy, feeds_of
    from presscast.layout import is_local, public_url
    from presscast.library import Library

    settings, _ = _options.settings(ctx, output)
    with _progress.shown(ctx) as progress:
        plan = deploy(output, target, dry_run=dry_run, keep_days=keep_days, progress=progress)
    if dry_run:
        for path in plan.uploads:
            click.echo(f"upload {path}")
        for path in plan.deletions:
            click.echo(f"delete {path}")
    done = "would be " if dry_run else ""
    kept = f", {plan.kept} no longer published but kept a while" if plan.kept else ""
    click.echo(
        f"{len(plan.uploads)} files ({plan.bytes / 1e6:.1f} MB) {done}uploaded, "
        f"{len(plan.deletions)} deleted, {plan.unchanged} unchanged{kept}"
    )
    base_url = Library(output).state().base_url
    if is_local(base_url):
        _progress.warn(
            f"the feed's links lead to {base_url}, which nobody else can reach; "
            "tell the show its public address: presscast move https://…"
        )
    feeds = feeds_of(plan.uploads)
    if settings.show.hub and feeds and not dry_run:
        try:
            announce(settings.show.hub, [public_url(base_url, feed) for feed in feeds])
        except PublishError as error:
            # All is uploaded, and that is what was asked for.
            _progress.warn(f"{error} ({error.hint})")
