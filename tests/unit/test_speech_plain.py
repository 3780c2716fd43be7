"""What the engine reads rightly stays as it is: ordinary sentences sound the same either way."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from presscast.model import Markup
from presscast.text.speech import normalize_line

PLAIN = Path(__file__).parents[1] / "golden" / "speech" / "plain_en.txt"
ESPEAK = shutil.which("espeak-ng")
BETWEEN = "Xylophone quokka zeppelin."


def sounds(lines: list[str]) -> list[str]:
    """Return what espeak says for each line, without pauses and stress."""
    assert ESPEAK
    text = f"{BETWEEN}\n\n" + "".join(f"{line}\n\n{BETWEEN}\n\n" for line in lines)

    def spoken(what: str) -> str:
        command = [ESPEAK or "", "-q", "--ipa", "-v", "en-us", "--stdin"]
        ran = subprocess.run(command, input=what.encode(), capture_output=True, check=True)
        return ran.stdout.decode()

    parts = spoken(text).split(spoken(BETWEEN).strip())[1:-1]
    return [re.sub(r"[\sˈˌ]+", "", part) for part in parts]


@pytest.mark.skipif(ESPEAK is None, reason="espeak-ng is not installed")
def test_ordinary_sentences_sound_as_espeak_alone_says_them() -> None:
    lines = PLAIN.read_text(encoding="utf-8").splitlines()
    assert len(lines) > 200
    ours = [normalize_line(line, markup=Markup()) for line in lines]
    changed = [
        (line, mine)
        for line, mine, before, after in zip(lines, ours, sounds(lines), sounds(ours), strict=True)
        if before != after
    ]
    assert not changed
