"""Feeds the readers whatever atheris makes up; by hand, with `pip install atheris`.

    python tests/fuzz/fuzz_readers.py FOLDER -max_total_time=600 [-only=html]

FOLDER collects inputs that reach new code; it starts with the six formats. An input that ends in
anything but a document that holds its promises, or a ReleaseError that helps, stops the run and is
kept beside it: add it, without its first byte, to tests/fuzz/found as `READER-what-it-is`, where
the default suite reads it again.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))


def _one_input(names: tuple[str, ...], outcome: Any, plugins: Any, source: Any) -> Any:
    def check(data: bytes) -> None:
        name = names[data[0] % len(names)] if data else names[0]
        outcome(plugins.reader(name), source("fuzz", "", data[1:]))

    return check


def main(arguments: list[str]) -> None:
    """Run until time is up or something is found."""
    atheris = importlib.import_module("atheris")
    only = next((a.partition("=")[2] for a in arguments if a.startswith("-only=")), "")
    arguments = [a for a in arguments if not a.startswith("-only=")]
    with atheris.instrument_imports(
        include=["presscast", "mammoth", "markdown_it", "mdit_py_plugins"]
    ):
        import six_formats
        from document_contract import outcome

        from presscast import plugins
        from presscast.model import Source

        names = (only,) if only else plugins.names("readers")
        for name in names:
            plugins.reader(name)
    folders = [Path(a) for a in arguments[1:] if not a.startswith("-")]
    seeds = {
        "docx": six_formats.as_docx,
        "email": six_formats.as_email,
        "html": six_formats.as_html,
        "markdown": six_formats.as_markdown,
        "pdf": six_formats.as_laid_out_pdf,
        "text": six_formats.as_text,
    }
    for number, name in enumerate(names):
        for folder in folders[:1]:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"seed-{name}").write_bytes(bytes((number,)) + seeds[name]())
    atheris.Setup(arguments, _one_input(names, outcome, plugins, Source))
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
