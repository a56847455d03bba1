# One word per chore. A fresh Debian or Ubuntu with Python 3.11+ needs nothing else by hand.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup demo test test-all lint docs requirements bench bench-search

BIN  := .venv/bin
PORT ?= 8000

help:  ## Show these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup:  ## Make .venv with the locked packages for running (a second run is instant)
	@scripts/setup.sh base

demo:  ## Serve the sample county on 127.0.0.1:PORT (PORT=8000, RESET=1 starts anew, WITH=folder adds your documents)
	@scripts/setup.sh base
	@exec $(BIN)/zwgk demo --port $(PORT) $(if $(RESET),--reset) $(if $(WITH),--with "$(WITH)")

test:  ## What CI runs: style, order, types, tests on SQLite, `db` tests on PostgreSQL (about 10 minutes)
	@scripts/ensure_system.sh
	@scripts/setup.sh dev
	@$(BIN)/python scripts/run_tests.py

test-all:  ## Everything on both databases, slow and browser tests too
	@scripts/ensure_system.sh
	@scripts/setup.sh dev
	@$(BIN)/python scripts/run_tests.py --all

lint:  ## Style, order of the house and types only (seconds)
	@scripts/setup.sh dev
	@$(BIN)/python scripts/run_tests.py --lint

docs:  ## Write the generated documents and check every link between documents
	@scripts/setup.sh dev
	@$(BIN)/python scripts/requirements.py --quiet
	@$(BIN)/python scripts/check_links.py

requirements:  ## Say which of the 255 requirements a test shows, and write docs/requirements.md
	@scripts/setup.sh dev
	@$(BIN)/python scripts/requirements.py

bench:  ## Measure (each module of benchmarks/, one after the other; BENCH=name runs one)
	@scripts/setup.sh dev
	@for file in benchmarks/$(if $(BENCH),$(BENCH),[a-z]*).py; do name=$$(basename "$$file" .py); echo "== $$name"; $(BIN)/python -m "benchmarks.$$name"; done

bench-search:  ## The search beside PostgreSQL and SQLite on the same data (DOCUMENTS=1000000, about an hour; leave the machine idle)
	@scripts/setup.sh dev
	@$(BIN)/python scripts/with_postgres.py -- $(BIN)/python -m benchmarks.search --documents $(or $(DOCUMENTS),1000000)
	@$(BIN)/python -m benchmarks.search_quality
