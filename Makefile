# `make` says what there is. Everything below installs what it needs into .venv, once.

.DEFAULT_GOAL := help
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory

# Start-up is fast only with compiled bytecode, so an environment that forbids writing it is overruled.
export PYTHONDONTWRITEBYTECODE :=
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Name another interpreter with: make curate PYTHON=/path/to/python3.12
PYTHON :=
# More options for the command behind a target: make curate ARGS=--dry-run
ARGS :=

VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run-installed
DEV := $(VENV)/.dev-installed
COMPILED := setup.py $(wildcard pipeline/*/*.c pipeline/*/*/*.c pipeline/*/*/*/*.c)
CLEAN_ROOM := build/clean-room

.PHONY: help curate test check lint layers types test-all docs wheel bench bench-all trust sbom lock clean

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

curate: $(RUN) ## Read the pages in raw/ and release what they hold into curated/
	@$(BIN)/python -m qamill curate $(ARGS)

# Each file goes to one process, so that what its tests share is made once.
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

test: $(DEV) ## Run the tests; the summary names those that only `make check` runs
	@$(PYTEST) $(ARGS)

# The tests that need Java or a cluster too.
test-all: $(DEV)
	@QAMILL_ALL_TESTS=1 $(PYTEST) $(ARGS)

check: lint layers types test-all docs wheel ## Run all that CI runs: lint, layers, types, all tests, docs, the built wheel

lint: $(DEV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

layers: $(DEV)
	$(BIN)/lint-imports

types: $(DEV)
	$(BIN)/mypy

docs: $(DEV) ## Build the documentation as a site into build/docs
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

# The command, installed from the wheel with what it needs and nothing else, in a folder that is not this one.
wheel: $(DEV) ## Build dist/*.whl and check it in a clean environment
	@rm -rf dist $(CLEAN_ROOM)
	$(BIN)/python -m build --no-isolation --outdir dist . > /dev/null
	$(BIN)/python -m venv --without-pip $(CLEAN_ROOM)
	$(BIN)/python -m pip --python $(CLEAN_ROOM)/bin/python install -qq --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip --python $(CLEAN_ROOM)/bin/python install -qq --no-index --no-deps dist/*.whl
	$(BIN)/python -m pip --python $(CLEAN_ROOM)/bin/python check
	mkdir $(CLEAN_ROOM)/raw && cp raw/therapists-texting.txt $(CLEAN_ROOM)/raw
	cd $(CLEAN_ROOM) && bin/qamill curate && bin/qamill verify
	$(CLEAN_ROOM)/bin/python tests/project/check_wheel.py .

bench: $(DEV) ## Measure how near to the limit each part works, for ten minutes; peers need the extra `bench`
	@PYTHONPATH=benchmarks $(BIN)/python -m limits $(ARGS)

# Each benchmark alone, one after the other, for an hour.
bench-all: $(DEV)
	@for file in benchmarks/*.py; do \
		grep -q '__main__' $$file || continue; \
		echo "== $$file"; $(BIN)/python $$file $(ARGS) || exit 1; \
	done

# What no other target needs lives in an environment of its own.
TRUST := build/trust
$(TRUST)/.installed: requirements-trust.lock | $(BIN)/python
	@rm -rf $(TRUST) && $(BIN)/python -m venv --without-pip $(TRUST)
	@$(BIN)/python -m pip --python $(TRUST)/bin/python install -qq --require-hashes --no-deps --only-binary :all: \
		-r requirements-trust.lock
	@touch $@

trust: $(DEV) $(TRUST)/.installed ## Put the promises of docs/trust.md to the test, for two hours; ARGS="--share 0.01" tries less
	@PYTHONPATH=benchmarks $(BIN)/python -m trust $(ARGS)

# Of the environment that `make wheel` leaves: the lock and our wheel, as users have them.
BILL := build/qamill.cdx.json
sbom: wheel $(TRUST)/.installed ## List what is installed with the wheel, as CycloneDX, in build/qamill.cdx.json
	@PYTHONPATH=benchmarks $(BIN)/python -m trust.bill $(CLEAN_ROOM) $(BILL)

# uv resolves for every platform at once; it lives in a folder of its own and asks the public index
# whatever this machine's settings are. The oldest Python decides: all share one set of versions.
LOCK := build/lock/bin/uv --no-config pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" $(ARGS)

# setuptools builds our own package; the S3 server of the tests takes no newer dateutil, and pandas takes either.
BESIDE := 'setuptools' 'python-dateutil<3'

# atheris 3.1 has no wheel for the oldest Python.
ONLY_TRUST := "atheris<3.1; sys_platform == 'linux'" cyclonedx-bom

lock: | $(BIN)/python ## Renew both lock files; ARGS=--upgrade takes newer versions
	@rm -rf build/lock && $(BIN)/python -m venv --without-pip build/lock
	@$(BIN)/python -m pip --python build/lock/bin/python install -qq uv
	@printf '%s\n' $(BESIDE) | env -u UV_INDEX_URL -u UV_FIND_LINKS $(LOCK) pyproject.toml - --output-file requirements.lock
	@printf '%s\n' $(BESIDE) | env -u UV_INDEX_URL -u UV_FIND_LINKS $(LOCK) pyproject.toml - --extra dev \
		--constraint requirements.lock --output-file requirements-dev.lock
	@printf '%s\n' $(ONLY_TRUST) | env -u UV_INDEX_URL -u UV_FIND_LINKS $(LOCK) - --output-file requirements-trust.lock
	@if grep -n -i -e '://' requirements.lock requirements-dev.lock requirements-trust.lock; then \
		echo "make lock: a lock file names an address; it must not." >&2; exit 1; fi

clean: ## Remove what was installed and built; raw/ and curated/ stay
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	find pipeline tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -f pipeline/*/*.so pipeline/*/*/*.so pipeline/*/*/*/*.so

# --- installing ------------------------------------------------------------------------------

# Sets $$python to the first interpreter that is new enough, or says what to do.
define find_python
for python in $(or $(PYTHON),python3 python3.11 python3.12 python3.13 python3.14 python); do \
	"$$python" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2> /dev/null && break; python=; \
done; \
if [ -z "$$python" ]; then \
	echo "qamill needs Python 3.11 or newer and found none. Install it, or name one: make curate PYTHON=/path/to/python3" >&2; \
	exit 1; \
fi
endef

# Debian's Python makes environments only with python3-venv; its pip can fill one all the same.
$(BIN)/python:
	@$(find_python); \
	echo "Making $(VENV) with $$("$$python" --version) ..." >&2; \
	rm -rf $(VENV); \
	if "$$python" -c 'import ensurepip' 2> /dev/null; then \
		"$$python" -m venv $(VENV); \
	else \
		"$$python" -m venv --without-pip $(VENV) && "$$python" -m pip -qq --python $(VENV)/bin/python install pip; \
	fi || { \
		rm -rf $(VENV); \
		echo "$$python could not make $(VENV). On Debian and Ubuntu: apt-get install python3-venv, then run make again." >&2; \
		exit 1; \
	}

$(RUN): requirements.lock pyproject.toml $(COMPILED) | $(BIN)/python
	@echo "Installing what qamill needs (once) ..." >&2
	@$(BIN)/python -m pip install -qq --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install -qq --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock $(RUN)
	@echo "Installing what the tests and checks need (once) ..." >&2
	@$(BIN)/python -m pip install -qq --require-hashes --no-deps -r requirements-dev.lock
	@touch $@
