# Needs python3 (3.11 or newer) with its venv module, and make. Everything else goes into .venv.
PYTHON ?= python3
PORT ?= 8501
ADDRESS ?= localhost
WORKERS ?= 2
SAMPLE ?= 200
SEED ?= 1

VENV := .venv
RUN := $(VENV)/bin/python -m
PIP := $(RUN) pip --disable-pip-version-check install --quiet
# Nothing but wheels whose hash the lock knows: no build script runs, and no dependency comes in unseen.
LOCKED := $(PIP) --require-hashes --no-deps --only-binary :all: --requirement
# One lock for every system; versions stay as they are unless UPGRADE=--upgrade or UPGRADE='--upgrade-package altair'.
COMPILE := $(RUN) uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --group build --custom-compile-command 'make lock' $(UPGRADE)

.DEFAULT_GOAL := help
.PHONY: help run dev test lint lock audit sbom licenses static lite lms bench attack mutate clean
# A recipe that fails half-way leaves no stamp behind.
.DELETE_ON_ERROR:

help:  ## list these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST)

run: $(VENV)/app.stamp  ## serve the app (PORT=8501, ADDRESS=0.0.0.0 for a room)
	@$(RUN) ptcoding --port $(PORT) --address $(ADDRESS)

# Streamlit follows the files beside the script it runs and those on PYTHONPATH, which is where the domain stands.
dev: $(VENV)/app.stamp  ## serve the app and show every change of a file at once
	@PTCODING_DEV=1 PYTHONPATH=. $(RUN) streamlit run app.py --server.port $(PORT) --server.headless true \
		--server.fileWatcherType auto --server.runOnSave true --client.showErrorDetails full

# Tests that measure time run last, with nothing beside them, and no other file is read for them; 5 says that none was found.
test: $(VENV)/test.stamp  ## run every test, in a real browser too
	$(RUN) tests.install_browser
	$(RUN) tests.install_proxies
	$(RUN) lessons.static --prepare
	$(RUN) pytest --numprocesses $(WORKERS) --dist loadfile -m "not alone"
	$(RUN) pytest -m alone $$(grep -rl --include='test_*.py' 'mark\.alone' tests) || test $$? -eq 5

lint: $(VENV)/test.stamp  ## check the code's rules, its format, its types and which way it imports
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	$(VENV)/bin/lint-imports

# The two smaller locks follow the largest, so that a package has one version in all of them.
lock: $(VENV)/test.stamp  ## write the locks anew, after a change of a dependency
	$(COMPILE) --extra test --extra postgresql --extra lti --output-file requirements-test.txt
	$(COMPILE) --extra postgresql --extra lti --constraint requirements-test.txt --output-file requirements-postgresql.txt
	$(COMPILE) --constraint requirements-test.txt --output-file requirements.txt

audit: $(VENV)/test.stamp  ## look for known weaknesses; 3 says that nobody could be asked
	@$(RUN) tests.audit

# An environment of its own, so that the list holds what the app is made of and no tool of the tests.
sbom: $(VENV)/test.stamp  ## list the parts of the app in CycloneDX: dist/sbom.json
	@rm -rf build/parts
	@$(PYTHON) -m venv build/parts
	@build/parts/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes --no-deps \
		--only-binary :all: --requirement requirements.txt
	@build/parts/bin/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation .
	@build/parts/bin/python -m pip --disable-pip-version-check uninstall --quiet --yes pip setuptools
	@$(RUN) tests.sbom build/parts

licenses: $(VENV)/test.stamp  ## list the license of every part: assets/licenses.md
	@$(RUN) tests.licenses

# Needs Node.js 20 or newer with npm, and once the registry that npm knows; from then on nothing outside.
static: $(VENV)/test.stamp  ## build the site as plain files: dist/site for any web server, dist/stick for a double click
	@$(RUN) lessons.static

# Needs Node.js 20 or newer with npm.
lite: $(VENV)/test.stamp  ## build the notebooks as a folder for any web server: dist/lite
	@$(RUN) lessons.static.lite

bench: $(VENV)/test.stamp  ## time the app beside an ordinary page, and try rules of surface on the questions
	$(RUN) tests.install_browser
	$(RUN) tests.bench

# 100,000 inputs by grammar, 100 kills of a process that is answering, what doubling costs, and a walk with hostile words:
# local, and within ten minutes.
attack: $(VENV)/test.stamp  ## throw hostile input, kills and words at the app
	$(RUN) tests.install_browser
	$(RUN) tests.attack
	$(RUN) tests.attack.kills
	$(RUN) pytest --quiet tests/attack tests/kept tests/browser/test_hostile.py tests/browser/test_kept.py tests/learning/store/test_store.py -k "attack or hostile or kept or kill"

# Small wrong changes, one at a time, and whether the tests notice them.
mutate: $(VENV)/test.stamp  ## change the code in small wrong ways and count what the tests notice (SAMPLE=all)
	@$(RUN) tests.mutate $(SAMPLE) $(SEED)

# PAGES names lessons, `exam` or a paper such as `exam?exam=4711.20.80`; without it the whole site is packed.
lms: $(VENV)/app.stamp  ## pack the site without a server for learning platforms: dist/lms (PAGES=exam)
	@$(RUN) lessons.static.lms $(PAGES)

clean:  ## remove the environment and everything that was made
	rm -rf $(VENV) build dist mutants .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis tests/artifacts
	find app.py lessons ptcoding tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The package is built with the locked backend, in this environment.
$(VENV)/app.stamp: pyproject.toml requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=python3.12")'
	@echo "Preparing $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@$(LOCKED) requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.stamp: $(VENV)/app.stamp requirements-test.txt
	@echo "Adding what the tests need to $(VENV)"
	@$(LOCKED) requirements-test.txt
	@touch $@
