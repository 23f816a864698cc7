# Needs python3 (3.11 or newer) with its venv module, and make. Everything else goes into .venv.
PYTHON ?= python3
PORT ?= 8501
WORKERS ?= 2

VENV := .venv
RUN := $(VENV)/bin/python -m
PIP := $(RUN) pip --disable-pip-version-check install --quiet --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help run dev test lint bench clean
# A recipe that fails half-way leaves no stamp behind.
.DELETE_ON_ERROR:

help:  ## list these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST)

run: $(VENV)/app.stamp  ## serve the app (PORT=8501)
	@$(RUN) streamlit run app.py --server.port $(PORT) --server.headless true

dev: $(VENV)/app.stamp  ## serve the app and show every change of a file at once
	@$(RUN) streamlit run app.py --server.port $(PORT) --server.headless true \
		--server.fileWatcherType auto --server.runOnSave true --client.showErrorDetails full

# Tests that measure time run last, with nothing beside them; 5 says that none was found.
test: $(VENV)/test.stamp  ## run every test, in a real browser too
	$(RUN) tests.install_browser
	$(RUN) pytest --numprocesses $(WORKERS) --dist loadfile -m "not alone"
	$(RUN) pytest -m alone || test $$? -eq 5

lint: $(VENV)/test.stamp  ## check the code's rules and its format
	$(RUN) ruff check
	$(RUN) ruff format --check

bench: $(VENV)/test.stamp  ## time the app beside an ordinary page
	$(RUN) tests.install_browser
	$(RUN) tests.bench

clean:  ## remove the environment and everything that was made
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache .hypothesis tests/artefacts
	find app.py lessons ptcoding tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The package is built with the pinned backend, in this environment.
$(VENV)/app.stamp: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=python3.12")'
	@echo "Preparing $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) hatchling
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(VENV)/test.stamp: $(VENV)/app.stamp
	@echo "Adding what the tests need to $(VENV)"
	@$(PIP) --no-build-isolation --editable '.[test]'
	@touch $@
