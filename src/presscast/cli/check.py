"""`presscast check`: findings on what is published."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from presscast.cli import _options, _progress


@click.command()
@_options.output
@_options.json_form
@click.pass_context
def command(ctx: click.Context, /, output: Path, *, as_json: bool) -> None:
    """Check the feed, the episodes and their files; each finding says how to mend it.

    Every recording is listened to from end to end, which takes about a second for ten minutes, the
    first time. The status is 1 where there is an error, and 0 where there are only warnings.

    \b
    Examples:
      presscast check
      presscast check --json
    """
    import msgspec

    from presscast.check import check

    with _progress.shown(ctx) as progress:
        findings = check(output, progress)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(findings), indent=1).decode())
    else:
        for finding in findings:
            click.echo(f"{finding.code} {finding.severity}: {finding.place}: {finding.message}")
            click.echo(f"  {finding.mend}")
        errors = sum(finding.severity == "error" for finding in findings)
        click.echo(f"{errors} errors, {len(findings) - errors} warnings", err=True)
    if any(finding.severity == "error" for finding in findings):
        sys.exit(1)
