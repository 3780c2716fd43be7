"""`presscast lexicon`: how the show says its names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from presscast.cli import _options
from presscast.errors import UsageError

if TYPE_CHECKING:
    from presscast.text.lexicon import Lexicon, LexiconEntry

ESPEAK = {"en": "en-us", "pt": "pt-br"}


@click.group()
def command() -> None:
    """Say how words are pronounced, once for all: a W3C PLS file beside presscast.toml.

    A changed word makes anew only the sentences that hold it.

    \b
    Examples:
      presscast lexicon add "Al Otro Lado" --say "al OH-tro LAH-doh"
      presscast lexicon add HTU --alias "the Tenants Union"
      presscast lexicon test "Al Otro Lado"
    """


def _file(ctx: click.Context) -> Path:
    settings, folder = _options.settings(ctx)
    return folder / settings.voice.lexicon


def _load(path: Path) -> Lexicon:
    from presscast.text.lexicon import EMPTY, load_lexicon

    return load_lexicon(path) if path.is_file() else EMPTY


def _save(path: Path, lexicon: Lexicon) -> None:
    from presscast.files import whole_file
    from presscast.text.lexicon import write

    with whole_file(path) as part:
        part.write_bytes(write(lexicon))


def _shown(entry: LexiconEntry) -> str:
    said = f"[{entry.ipa}]" if entry.ipa else entry.alias or ""
    notes = [entry.language, "this case only" if entry.match_case else ""]
    note = ", ".join(note for note in notes if note)
    return f"{', '.join(entry.graphemes)}: {said}" + (f" ({note})" if note else "")


@command.command()
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@click.option("--say", metavar="RESPELLING", help="As in al OH-tro LAH-doh, stress in capitals.")
@click.option("--ipa", metavar="IPA", help="In the International Phonetic Alphabet.")
@click.option("--alias", metavar="TEXT", help="Other words to say instead.")
@click.option("--language", default="", metavar="TAG", help="Only in releases of this language.")
@click.option("--match-case", is_flag=True, help="Only where written in this very case.")
@click.pass_context
def add(
    ctx: click.Context,
    /,
    words: tuple[str, ...],
    *,
    say: str | None,
    ipa: str | None,
    alias: str | None,
    language: str,
    match_case: bool,
) -> None:
    """Add words, or change how they are said.

    \b
    Example:
      presscast lexicon add Ferrer --say "feh-RAIR"
    """
    if sum(given is not None for given in (say, ipa, alias)) != 1:
        raise UsageError(
            "how the words are said is missing or given twice",
            hint="give one of --say, --ipa or --alias",
        )
    if say:
        from presscast.engines._respelling import respelling_to_ipa

        code = language.partition("-")[0] or "en"
        ipa = respelling_to_ipa(say, ESPEAK.get(code, code))
    path = _file(ctx)
    lexicon = _load(path).add(
        *words, alias=alias, ipa=ipa, language=language, match_case=match_case
    )
    _save(path, lexicon)
    click.echo(_shown(lexicon.entries[-1]))


@command.command("list")
@click.pass_context
def list_entries(ctx: click.Context, /) -> None:
    """List the words and how they are said."""
    path = _file(ctx)
    lexicon = _load(path)
    for entry in lexicon.entries:
        click.echo(_shown(entry))
    if not lexicon:
        click.echo(f"{path}: no words yet", err=True)


@command.command()
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@click.option("--language", default="", metavar="TAG", help="The entry of this language.")
@click.pass_context
def remove(ctx: click.Context, /, words: tuple[str, ...], *, language: str) -> None:
    """Take words out."""
    path = _file(ctx)
    lexicon = _load(path)
    left = lexicon.without(*words, language=language)
    if left == lexicon:
        raise UsageError(
            f"{path}: has no entry for {', '.join(words)}", hint="see: presscast lexicon list"
        )
    _save(path, left)


@command.command("import")
@click.argument("file", metavar="FILE.pls", type=click.Path(path_type=Path))
@click.pass_context
def import_entries(ctx: click.Context, /, file: Path) -> None:
    """Add all words of another PLS file; its entries win over those that are there."""
    from presscast.text.lexicon import load_lexicon

    if not file.is_file():
        raise UsageError(f"{file}: no such file", hint="name a W3C PLS file")
    path = _file(ctx)
    lexicon = _load(path)
    added = load_lexicon(file).entries
    for entry in added:
        lexicon = lexicon.add(
            *entry.graphemes,
            alias=entry.alias,
            ipa=entry.ipa,
            language=entry.language,
            match_case=entry.match_case,
        )
    _save(path, lexicon)
    click.echo(f"{len(added)} entries added to {path}")


@command.command()
@click.argument("file", metavar="FILE.pls", type=click.Path(path_type=Path))
@click.pass_context
def export(ctx: click.Context, /, file: Path) -> None:
    """Write the words as a PLS file of their own."""
    _save(file, _load(_file(ctx)))
    click.echo(str(file))


@command.command()
@click.argument("words", metavar="WORDS")
@click.option("--voice", metavar="VOICE", help="The voice that says them.")
@click.option("--language", default="en", show_default=True, help="The language around them.")
@click.option(
    "-o", "file", type=click.Path(path_type=Path), help="The WAV file; one is named after WORDS."
)
@click.pass_context
def test(
    ctx: click.Context, /, words: str, *, voice: str | None, language: str, file: Path | None
) -> None:
    """Say words as the show says them, and tell where the sound is.

    \b
    Example:
      presscast lexicon test "Al Otro Lado"
    """
    import re
    import wave

    from presscast import plugins
    from presscast.engines._directory import find_voice, voices_of
    from presscast.text.rendering import render
    from presscast.text.speech import verbalize

    settings, _ = _options.settings(ctx)
    named = voice or settings.voice.narrator
    chosen = find_voice(named) if named else voices_of("piper")[0]
    engine = plugins.engine(chosen.engine)
    tokens = verbalize(words, language=language, lexicon=_load(_file(ctx)))
    rendered = render(tokens, engine.markup).text
    clip = engine.speak(rendered, chosen)
    path = file or Path(re.sub(r"\W+", "-", words.lower()).strip("-") + ".wav")
    with wave.open(str(path), "wb") as wav:
        wav.setparams((1, 2, clip.sample_rate_hz, clip.frames, "NONE", ""))
        wav.writeframes(clip.pcm)
    click.echo(f"{rendered}\n{path}")
