# Two commands are enough: `make packet` builds the sample packet, `make test` passes the tests.
# Both set up what they need in .venv; nothing else has to be installed but Python 3.11 or newer.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE ?= harbor-light
PROFILE ?= content/samples/$(SAMPLE).yaml

.PHONY: bench packet test lint check cluster conformance gallery clean help

help: ## Say what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(VENV)/.run: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; this is " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

$(VENV)/.lint: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,lint]'
	@touch $@

packet: $(VENV)/.run ## Build the sample packet into output/ (PROFILE=mine.yaml for your own)
	$(BIN)/npgs build $(PROFILE) --out output

test: $(VENV)/.test ## Pass the tests
	$(BIN)/python -m pytest --numprocesses auto

lint: $(VENV)/.lint ## Style, types and the one-way contract of the rooms
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.test ## Measure speed and memory beside other stacks; writes docs/benchmarks.md (takes about a quarter of an hour)
	$(BIN)/python -m benchmarks

conformance: $(VENV)/.test ## The reference validators over every sample (needs Java and Maven, Node, LibreOffice; skips what is missing)
	sh tests/conformance/setup.sh
	NPGS_CONFORMANCE=1 $(BIN)/python -m pytest tests/conformance

cluster: $(VENV)/.test ## Batches on a Dask cluster of two workers on this machine, one of them killed in mid-run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,dask]'
	$(BIN)/python -m pytest tests/batch/test_cluster.py

gallery: $(VENV)/.run ## Pictures of every document, into docs/gallery/
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[gallery]'
	$(BIN)/python docs/gallery/make.py

check: test lint ## Tests and lint

clean: ## Remove what was made
	rm -rf $(VENV) output/*/ dist build .mypy_cache .pytest_cache .ruff_cache
