# Every command makes or updates .venv itself. PYTHON chooses the interpreter it is made of (3.11 to 3.13).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BUNDLES := var/bundles
SAMPLE := $(shell find kb_index/sample -type f 2>/dev/null)
DEMO := kb_index/sample/contacts/call-moving-en.jsonl
# A display that only tests see must not decide how the demo is shown.
HAS_DISPLAY := $(if $(filter Linux,$(shell uname)),$(DISPLAY)$(WAYLAND_DISPLAY),yes)

# The programs are started hundreds of times: Python keeps what it has compiled, whatever the environment says.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

help:  ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: $(STAMP) $(BUNDLES)/CURRENT  ## open the window on a demo contact (in the terminal where there is no display)
	@$(PYTHON) packaging/system_packages.py run
ifneq ($(HAS_DISPLAY),)
	$(BIN)/agent-assist --demo --bundle $(BUNDLES)
else
	$(BIN)/agent-assist replay $(DEMO) --bundle $(BUNDLES) --view --speed 8
endif

test: lint  ## run the linters and all tests, without a network
	@$(PYTHON) packaging/system_packages.py run test
	@# In the order of their names: by default files of few tests come last, and those play sound in real time.
	$(BIN)/python -m pytest --tx '2*popen//python=packaging/isolated.sh $(BIN)/python' --dist loadfile \
		--no-loadscope-reorder --cov --cov-report=term --durations=8

translations: $(STAMP)  ## bring the window's translations in step with the code and compile them
	$(BIN)/python packaging/translations.py

screenshots: $(STAMP)  ## draw the pictures of the documentation, and every other view into var/screenshots
	packaging/isolated.sh $(BIN)/python docs/screenshots.py

lint: $(STAMP)  ## check style, imports and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

bench: $(STAMP) $(BUNDLES)/CURRENT  ## print what is fast and what is not
	for file in benchmarks/[a-z]*.py; do $(BIN)/python $$file || exit 1; done

package: $(STAMP) $(BUNDLES)/CURRENT  ## build the program without Python around it, and the .deb (dist/)
	@$(PYTHON) packaging/system_packages.py run package
	$(BIN)/python packaging/build_program.py dist --share $(BUNDLES)
	$(BIN)/python packaging/build_deb.py dist/agent-assist dist --speech

smoke: $(STAMP)  ## try the packaged program without a network
	@$(PYTHON) packaging/system_packages.py run test package
	packaging/isolated.sh $(BIN)/python packaging/smoke_test.py dist/agent-assist --pictures build

clean:  ## remove what was built, but not .venv
	rm -rf build dist var .coverage .coverage.* coverage.xml .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

$(BUNDLES)/CURRENT: $(STAMP) $(SAMPLE)
	$(BIN)/kb-index build kb_index/sample -o $(BUNDLES)
	@touch $@

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(None if (3, 11) <= sys.version_info[:2] <= (3, 13) else "Python 3.11, 3.12 or 3.13 is needed: make PYTHON=python3.12 …")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@# Python compiles and keeps what is first imported; to compile all of it takes a minute more, for what nobody uses.
	$(BIN)/python -m pip install -q --no-compile -c constraints.txt -e '.[kb,mpnet,speech,dev]'
	@touch $@

.PHONY: help run test translations screenshots lint bench package smoke clean
