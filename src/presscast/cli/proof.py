"""`presscast proof`: a recording heard by machine and compared with its script."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from presscast.cli import _options, _progress

if TYPE_CHECKING:
    from presscast.proof import UtteranceProof


@click.command()
@click.argument("recording", metavar="[SLUG|FILE.mp3]", required=False)
@_options.output
@click.option(
    "--model",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The folder of another CTranslate2 Whisper model.",
)
@_options.json_form
@click.pass_context
def command(
    ctx: click.Context,
    /,
    recording: str | None,
    output: Path,
    *,
    model: Path | None,
    as_json: bool,
) -> None:
    """Transcribe an episode by machine and show where its words differ from the script.

    Without a name it is the newest episode. A recogniser spells names by ear: `!` marks the
    sentences that miss more than a third of their words, and then the status is 1.

    \b
    Examples:
      presscast proof
      presscast proof release.mp3
    """
    import msgspec

    from presscast.proof import proof

    with _progress.shown(ctx) as progress:
        found = proof(recording, output, model=model, progress=progress)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=1).decode())
    else:
        for utterance in found.utterances:
            if utterance.comparison.errors:
                _show(utterance)
        click.echo(
            f"{found.recording}: {found.errors} of {found.words} words differ "
            f"({found.word_error_rate:.1%}); listen to {len(found.marked)} "
            f"of {len(found.utterances)} sentences",
            err=True,
        )
    if found.marked:
        sys.exit(1)


def _show(utterance: UtteranceProof) -> None:
    mark = " " if utterance.comparison.passes else "!"
    place = utterance.utterance
    if utterance.start_ms is not None:
        minutes, seconds = divmod(utterance.start_ms // 1000, 60)
        place = f"{minutes}:{seconds:02}"
    click.echo(f"{mark} {place}  {utterance.text}")
    for difference in utterance.comparison.differences:
        click.echo(f"    {difference.expected or '(nothing)'} → {difference.heard or '(nothing)'}")
