"""Each outside library has one home, so that it can be replaced in one place."""

import grimp
import pytest

HOMES = {
    "boto3": ("presscast.remote",),
    "click": ("presscast.cli",),
    "fontpkg": ("presscast.writers._cover",),
    "gtts": ("presscast.engines.gtts",),
    "imageio_ffmpeg": ("presscast.audio.ffmpeg", "presscast.cli.doctor"),
    "jinja2": ("presscast.writers._markup",),
    "mammoth": ("presscast.readers.docx",),
    "markdown_it": ("presscast.readers.markdown",),
    "mutagen": ("presscast.stages.tag",),
    "num2words": ("presscast.text.speech.numerals",),
    "paramiko": ("presscast.remote",),
    "PIL": ("presscast.writers._cover",),
    "pydub": ("presscast.stages.stitch",),
    "pypdfium2": ("presscast.readers.pdf",),
    "rich": ("presscast.cli",),
    "segno": ("presscast.writers._markup",),
    "starlette": ("presscast.serve",),
    "uvicorn": ("presscast.serve",),
}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("presscast", include_external_packages=True)


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_imported_only_at_home(graph: grimp.ImportGraph, library: str) -> None:
    users = graph.find_modules_that_directly_import(library)
    assert users, f"nothing imports {library}"
    strays = {user for user in users if not user.startswith(HOMES[library])}
    assert not strays
