# `make run` and `make test` do all set-up themselves; they need Python >= 3.11 with venv, git and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONUTF8 := 1

# The lock pins every package by hash for one Python; other versions resolve from setup.cfg.
LOCKED := $(shell $(PYTHON) -c 'import sys; print(sys.version_info[:2] == (3, 11) and sys.platform == "linux")')

.DEFAULT_GOAL := help
.PHONY: help run test lint docs check bench lock wheel reliability fuzz system-deps test-browser test-office clean

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /	/' | expand -t 16

$(VENV)/ready: setup.cfg pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
ifeq ($(LOCKED),True)
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
else
	$(BIN)/python -m pip install -qq --disable-pip-version-check -e '.[dev]'
endif
	@touch $@

run: $(VENV)/ready  ## do the main job on the sample study: matrix on screen, workbook in exports/
	@$(BIN)/qcode run

test: $(VENV)/ready  ## run the tests (needs nothing but Python)
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not browser and not office" --cov --cov-report=term --cov-fail-under=93

lint: $(VENV)/ready  ## style, types, spelling
	$(BIN)/ruff check qcode tests
	$(BIN)/ruff format --check qcode tests
	$(BIN)/mypy
	$(BIN)/codespell

docs: $(VENV)/ready  ## write the command reference again
	$(BIN)/python -m tests.docs.reference --write

check: test lint  ## what must be green before anything lands

bench: $(VENV)/ready  ## ratios of speed, measured in one run (minutes)
	$(BIN)/python -m tests.bench

lock:  ## resolve and pin every package again (Linux, Python 3.11)
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --no-strip-extras \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header \
	  --output-file requirements.lock setup.cfg

wheel: $(VENV)/ready  ## build the package
	$(BIN)/python -m build --wheel --no-isolation

reliability: $(VENV)/ready  ## kill, cut the power, fill the disk: a table of figures (minutes)
	$(BIN)/python -m tests.reliability

fuzz: $(VENV)/ready  ## bounded fuzzing of every reader (minutes)
	$(BIN)/python -m tests.fuzz

system-deps:  ## Debian packages for the three targets that need more than Python (root)
	apt-get update -q
	DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium libreoffice-calc libreoffice-writer poppler-utils strace fonts-crosextra-carlito
	command -v npm > /dev/null || DEBIAN_FRONTEND=noninteractive apt-get install -y -q nodejs npm  # other builds of Node bring npm and refuse Debian's

test-browser: $(VENV)/ready  ## drive the page in a real headless Chromium (after `make system-deps`)
	@command -v chromium > /dev/null || { echo "chromium is missing: run 'make system-deps' first"; exit 1; }
	@test -f .browser/node_modules/axe-core/axe.min.js || npm install --silent --no-save --prefix .browser axe-core@4.14.1
	$(BIN)/python -m pytest -n 2 --dist worksteal -m browser

test-office: $(VENV)/ready  ## open what was made in LibreOffice (after `make system-deps`)
	@command -v soffice > /dev/null || { echo "LibreOffice is missing: run 'make system-deps' first"; exit 1; }
	$(BIN)/python -m pytest -m office

clean:  ## remove what can be made again
	rm -rf $(VENV) .qcode build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
