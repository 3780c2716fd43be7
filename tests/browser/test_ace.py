"""The book against Ace by DAISY, the accessibility checker of libraries and distributors."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from millbrook import millbrook_episode, millbrook_show

from presscast.writers.epub import write_epub


def test_ace_finds_nothing(tmp_path: Path) -> None:
    ace = shutil.which("ace-cli") or shutil.which("ace")
    chromium = shutil.which("chromium")
    if ace is None or chromium is None:
        pytest.skip("Ace or Chromium is not on this machine: npm install -g @daisy/ace-cli")
    book = tmp_path / "book.epub"
    book.write_bytes(write_epub(millbrook_show(), millbrook_episode(), b"\xff\xfb\x90\x00" * 400))
    subprocess.run(
        [ace, "--force", "--silent", "--outdir", str(tmp_path / "ace"), str(book)],
        check=True,
        timeout=120,
        env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": chromium},
    )
    report = json.loads((tmp_path / "ace" / "report.json").read_text(encoding="utf-8"))
    found = [
        (about["earl:testSubject"]["url"], fault["earl:test"]["dct:title"])
        for about in report["assertions"]
        for fault in about["assertions"]
    ]
    assert found == []
    assert report["earl:result"]["earl:outcome"] == "pass"
    assert "schema:accessibilityFeature" in report["a11y-metadata"]["present"]
