# Every habit of the project in one place: `make help` lists them.
# On a fresh machine git, make and Python 3.11 or later are enough for `make demo`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app wsgi
CATALOGUES := $(wildcard uclg_share/translations/*/LC_MESSAGES/messages.po)
COMPILED := $(CATALOGUES:.po=.mo)
PRODUCT := $(VENV)/.product-installed
TOOLS := $(VENV)/.tools-installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --quiet

# What this machine starts by hand is local; a server sets SHARE_ENV=production.
SHARE_ENV ?= local
export SHARE_ENV

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo run worker test check format migrate translate lock clean bench \
	bench-bombs bench-digests bench-pages bench-races bench-search bench-worlds

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

setup: $(TOOLS) $(COMPILED)  ## Install what running, testing and checking need

demo: $(PRODUCT) $(COMPILED)  ## Start the site with real practices and demo accounts
	@$(BIN)/python -m uclg_share.cli.serve --demo

run: $(PRODUCT) $(COMPILED)  ## Start the site with its vocabularies alone
	@$(BIN)/python -m uclg_share.cli.serve

worker: $(PRODUCT) $(COMPILED)  ## Start another worker that sends the mail
	@$(FLASK) worker

test: setup  ## Run every test this machine can run, and list the others
	@$(BIN)/python -m tests.run $(ARGS)

check: setup  ## Look for faults without running the site
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/codespell
	$(BIN)/python -m tests.house_rules
	$(BIN)/python -m pytest -q -n0 tests/unit/test_catalogues.py

format: setup  ## Bring the code into its one form
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

migrate: setup  ## Write a migration for changed tables: make migrate m="Say what"
	@test -n "$(m)" || { echo 'Say what it does: make migrate m="Give posts a colour"'; exit 1; }
	$(FLASK) db upgrade
	$(FLASK) db migrate -m "$(m)"

translate: setup  ## Collect new messages into the catalogues
	@mkdir -p build
	PYTHONPATH=. $(BIN)/pybabel -q extract -F babel.cfg -k _l --no-location --sort-output \
		--project 'UCLG Share' -o build/messages.pot .
	@for language in fr es ar; do \
		$(BIN)/pybabel -q update --init-missing -l $$language --no-fuzzy-matching \
			--ignore-obsolete --no-wrap --ignore-pot-creation-date \
			-i build/messages.pot -d uclg_share/translations || exit 1; \
	done

# With hashes, pip wants `coverage[toml]` pinned by that very name once a newer one is out.
lock: $(PRODUCT)  ## Choose the newest allowed versions and lock them with hashes
	@$(PIP) install uv
	@for name in requirements requirements-dev; do \
		keep=; test $$name = requirements || keep=--no-strip-extras; \
		$(LOCK) --upgrade $$keep -o $$name.new $$name.in || exit 1; \
		{ echo "# The versions $$name.in stands for, locked with hashes."; \
		  echo "# Written by \`make lock\`; never edited by hand."; \
		  cat $$name.new; } > $$name.txt; rm $$name.new; \
	done

bench-digests: setup  ## Send 10,000 weekly digests and measure what one costs
	@$(BIN)/python -m bench.digests

bench: setup  ## Kill the server under load ten times and count what was lost
	@$(BIN)/python -m bench

bench-bombs: setup  ## Send every bad file to the server and watch its time and memory
	@$(BIN)/python -m bench.bombs

bench-pages: setup  ## Measure what a visitor's page costs beside a bare one
	@$(BIN)/python -m bench.pages

bench-races: setup  ## Let two coordinators decide on the same fifty texts at once
	@$(BIN)/python -m bench.races

bench-search: setup  ## Search 10,000 posts and measure what one page costs
	@$(BIN)/python -m bench.search

bench-worlds: setup  ## Build worlds of up to a million posts and measure pages there
	@$(BIN)/python -m bench.worlds $(ARGS)

clean:  ## Remove everything that can be made again (not instance/)
	rm -rf $(VENV) node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -f $(COMPILED)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'UCLG Share needs Python 3.11 or later. Name one: make PYTHON=python3.12'; \
		exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(PRODUCT): requirements.txt | $(VENV)/bin/python
	@echo 'Installing what the site needs …'
	@$(PIP) install --require-hashes -r requirements.txt
	@touch $@

$(TOOLS): requirements-dev.txt $(PRODUCT)
	@echo 'Installing what tests and checks need …'
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

%.mo: %.po | $(PRODUCT)
	@$(BIN)/pybabel -q compile -i $< -o $@
