# One command each; all may be repeated. Start with `make demo` or `make test`.

PYTHON ?= python3
PORT ?= 8000
UV ?= uv

# Every process of a run would compile the project and its tests again.
export PYTHONDONTWRITEBYTECODE :=

VENV := .venv
RUN := $(VENV)/bin/python -m
MANAGE := $(VENV)/bin/python manage.py
INSTALLED := $(VENV)/.installed-$(shell cksum < requirements/dev.txt | tr -d ' ')
PYTEST := $(RUN) pytest -p tests.watch --numprocesses 2 --dist worksteal
LOCK := $(UV) pip compile pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-strip-extras --no-header --no-annotate --quiet

# What `check --deploy` reads: a production of its own, made up.
PRODUCTION := env ENV_FILE=/dev/null DEBUG=no EMBEDDED_DB=no ALLOWED_HOSTS=advising.example.edu \
	DATABASE_URL=postgres://app@db.example.edu/app \
	SECRET_KEY=only-for-the-check-0123456789-abcdefghijklmnopqrstuvwxyz

.PHONY: help setup migrate demo run test bench stop lock \
	check check-style check-templates check-contracts check-types check-django
.DELETE_ON_ERROR:

help: ## Say what each command does
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

setup: $(INSTALLED) .env ## Install into .venv and write a .env for development

migrate: setup ## Bring the database up to date, with its reference data
	$(MANAGE) prepare

demo: setup ## Serve a demo school at http://127.0.0.1:PORT (8000)
	@$(MANAGE) prepare --demo
	@echo "Open http://127.0.0.1:$(PORT)/ (Ctrl-C ends it)."
	@exec $(RUN) gunicorn advising.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --threads 4 --log-level warning

run: migrate ## Serve for development, reloading on every change
	$(MANAGE) runserver 127.0.0.1:$(PORT)

test: setup ## Run every test, the browser's too
	$(PYTEST)
	@$(RUN) slipcover --merge .coverage.*.json --out .coverage.json

bench: setup ## Measure what must stay fast
	$(RUN) pytest tests/benchmarks --randomly-dont-reorganize -o faulthandler_timeout=0

# `make -k check` goes on after the first that fails.
check: check-style check-templates check-contracts check-types check-django ## Everything that needs no test

check-style: setup
	$(RUN) ruff check
	$(RUN) ruff format --check
	git ls-files '*.py' ':!*/migrations/*' | xargs $(RUN) django_upgrade --target-version 5.2 --check

check-templates: setup
	$(RUN) djlint templates --check
	$(RUN) djlint templates --lint

check-contracts: setup
	$(VENV)/bin/lint-imports --no-cache

check-types: setup
	$(RUN) mypy

check-django: setup
	$(MANAGE) makemigrations --check --dry-run
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

stop: ## Stop the embedded PostgreSQL of this checkout
	@test ! -e $(VENV)/bin/python || $(MANAGE) devdb stop

lock: ## Pin and hash every requirement anew
	$(LOCK) --output-file requirements/base.txt
	$(LOCK) --group test --group e2e --group dev --output-file requirements/dev.txt

$(INSTALLED):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed, for example: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Installing into $(VENV) (about a minute) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(RUN) pip install -qq --disable-pip-version-check --no-input --require-hashes -r requirements/dev.txt
	@touch $@

.env:
	@umask 077 && { \
		echo 'DEBUG=yes'; \
		echo 'ALLOWED_HOSTS=127.0.0.1,localhost'; \
		echo "SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')"; \
	} > $@
	@echo "Wrote .env for development; .env.example explains every setting."
