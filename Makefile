PYTHON ?= python3
RUN := .venv/bin/python -m
INSTALLED := .venv/requirements.lock
PEERS := .venv-peers/pyproject.toml
export NO_MKDOCS_2_WARNING := 1

.PHONY: help serve build test check units audit bench peers update lock clean

help: ## say what each verb does
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 14

serve: $(INSTALLED) ## build both languages and serve them with live reload
	@echo "Building both languages; the address follows."
	@$(RUN) mkdocs serve

build: $(INSTALLED) ## build both languages into site/, strictly
	@$(RUN) mkdocs build --strict

check: $(INSTALLED) ## the quick part: lint, types, the pages' agreement, every example
	@$(RUN) ruff check
	@$(RUN) ruff format --check
	@$(RUN) mypy
	@$(RUN) handbook check

units: $(INSTALLED) ## the tests that need neither a build nor a browser
	@$(RUN) pytest src/logitkit README.md tests/logitkit tests/examples

test: check ## everything: check, units, doctests, both builds, the built site, the browser
	@.venv/bin/zizmor --offline --quiet .github
	@$(RUN) pytest --cov --cov-fail-under=100

audit: $(INSTALLED) ## every page of both languages: accessibility in both schemes, valid HTML
	@HANDBOOK_AUDIT=all $(RUN) pytest tests/site/test_browser.py tests/site/test_valid.py

bench: $(INSTALLED) ## measure the build, logitkit against its peers as ratios, and pages with Lighthouse
	@$(RUN) handbook bench
	@$(RUN) handbook.bench_numerics
	@$(RUN) handbook.bench_lighthouse

peers: $(INSTALLED) $(PEERS) ## run what other libraries printed again, and say what drifted
	@$(RUN) handbook peers

update: $(INSTALLED) ## run every example and record what it printed
	@$(RUN) handbook update

lock: $(INSTALLED) ## renew requirements.lock from pyproject.toml
	@.venv/bin/pip install --quiet uv
	@.venv/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	  --fork-strategy fewest --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --upgrade --quiet --output-file requirements.lock

clean: ## remove what was built and installed
	@rm -rf .venv .venv-peers site build

$(INSTALLED): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and f"Python 3.11 or newer is needed; {sys.executable} is {sys.version.split()[0]}. Try: make PYTHON=python3.12")'
	@echo "Making .venv and installing the locked dependencies: a minute or two, once."
	@$(PYTHON) -m venv --clear .venv
	@.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@cp requirements.lock $@

$(PEERS): pyproject.toml
	@echo "Making .venv-peers and installing the other libraries: some minutes and gigabytes, once."
	@$(PYTHON) -m venv --clear .venv-peers
	@.venv-peers/bin/pip install --quiet --disable-pip-version-check --upgrade pip
	@.venv-peers/bin/pip install --quiet --disable-pip-version-check --group peers
	@cp pyproject.toml $@
