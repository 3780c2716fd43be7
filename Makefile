PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint docs bench clean

demo: .venv/.installed
	$(BIN)/presscast publish examples/riverbend_tenants.txt -o output

test: .venv/.developer lint
	$(BIN)/pytest -n 2 --ignore tests/browser
	$(BIN)/pytest tests/browser

lint: .venv/.developer
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: .venv/.developer
	$(BIN)/python docs/generate_cli.py > docs/cli.md

bench: .venv/.developer
	$(BIN)/python tests/bench/bench.py

.venv/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[kokoro]'
	touch $@

.venv/.developer: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev,kokoro]'
	touch $@ .venv/.installed

clean:
	rm -rf .venv build dist
