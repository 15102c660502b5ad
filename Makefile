# Homeroom's commands. `make` alone explains them; tools/ does the work.

SHELL := /bin/sh
.DEFAULT_GOAL := help
# The first Python that is new enough; when there is none, tools/setup.py says so.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; exit; }; done; echo python3)
OURS := PATH="$(CURDIR)/.venv/bin:$$PATH"

TARGETS := help serve test check fix generate words curriculum wheel locks clean
.PHONY: $(TARGETS) bench battery screens proofs mutants landing drill sbom

help:  ## This help
	@echo "Homeroom: a computer-science classroom a school runs itself."
	@echo
	@for target in $(TARGETS); do sed -n "s/^\($$target\):.*##  *\(.*\)/\1|\2/p" Makefile; done | awk -F'|' '{printf "  make %-12s %s\n", $$1, $$2}'
	@echo
	@echo "make needs Python 3.11 or newer, and the network at the first run. PORT, HOMEROOM_DATA and HOMEROOM_KEYS move 'make serve'."

serve:  ## Set everything up and serve http://localhost:8000 with an example school
	@$(PYTHON) tools/setup.py --then-serve
	@exec env $(OURS) .venv/bin/python -m homeroom serve --demo

test:  ## Set everything up and run every check and test; T=path runs one test file or folder
	@$(PYTHON) tools/setup.py --for test
	@.venv/bin/python -m tools.machine
	@exec .venv/bin/python -m tools.test_all $(T)

check:  ## What can be said without running tests: format, types, arrows, generated files, migrations
	@$(PYTHON) tools/setup.py --for test
	@exec .venv/bin/python -m tools.check $(C)

fix:  ## Format the code and mend what a machine can mend
	@$(PYTHON) tools/setup.py --for test
	@.venv/bin/ruff format --quiet . && .venv/bin/ruff check --fix --quiet . ; $(OURS) npm run --silent lint -- --fix

generate:  ## Write every file that is made from another (*.gen.*)
	@$(PYTHON) tools/setup.py --for test
	@exec .venv/bin/python -m tools.generate.all

words:  ## Collect every text into translations/, say what is missing
	@$(PYTHON) tools/setup.py --for test
	@exec .venv/bin/python -m tools.words

curriculum:  ## Replay every solution and mistake of every level
	@$(PYTHON) tools/setup.py
	@$(OURS) npm run --silent curriculum -- --emit build

wheel:  ## Make dist/homeroom-*.whl: the server with pages' scripts, fonts, translations and curriculum inside
	@$(PYTHON) tools/setup.py
	@exec .venv/bin/python -m tools.pack

locks:  ## Choose the newest fitting libraries anew and write requirements/*.txt
	@$(PYTHON) tools/locks.py

# These come with the files that they run.
ifneq ($(wildcard bench/run.py),)
TARGETS += bench
bench:  ## Measure every budget of docs/architecture.md against its floor, one line of JSON each
	@$(PYTHON) tools/setup.py --for test
	@.venv/bin/python -m tools.machine
	@exec env $(OURS) .venv/bin/python -m bench.run $(B)
endif

ifneq ($(wildcard tests/faults/test_*.py),)
TARGETS += battery
battery:  ## At full size: twenty kills on each database, power cuts (as root), two million runs erased while others save
	@$(PYTHON) tools/setup.py --for test
	@.venv/bin/python -m tools.machine
	@env $(OURS) HOMEROOM_KILLS=20 .venv/bin/python -m pytest -q tests/faults $(wildcard tests/battery)
	@exec env $(OURS) HOMEROOM_BENCH_ROWS=2000000 .venv/bin/python -m bench.run retention
endif

ifneq ($(wildcard tests/screens.py),)
TARGETS += screens
screens:  ## Take the pictures of docs/screens/ anew
	@$(PYTHON) tools/setup.py --for test
	@.venv/bin/python -m tools.machine
	@exec env $(OURS) .venv/bin/python tests/screens.py
endif

ifneq ($(wildcard tools/proofs.py),)
TARGETS += proofs
proofs:  ## Replace what each promise rests on by its careless opposite; its test must fail
	@$(PYTHON) tools/setup.py --for test
	@exec env $(OURS) .venv/bin/python -m tools.proofs $(P)
endif

ifneq ($(wildcard homeroom/operations/parts/bill.py),)
TARGETS += sbom
sbom:  ## Write build/sbom.json: every library of the locks, with versions and digests (CycloneDX)
	@$(PYTHON) tools/setup.py
	@mkdir -p build && .venv/bin/python -m homeroom sbom build/sbom.json
endif

ifneq ($(wildcard homeroom/testing/drill.py),)
TARGETS += drill
drill:  ## Lose a school of 100,000 pupils and get it back from a backup, in the other database; writes build/drill.json
	@$(PYTHON) tools/setup.py --for test
	@.venv/bin/python -m tools.machine
	@exec env $(OURS) .venv/bin/python -m homeroom.testing.drill $(D)
endif

ifneq ($(wildcard tests/upgrades/seed.py),)
TARGETS += landing
landing:  ## Keep a small database of this landing for the test of upgrades (clean work tree)
	@$(PYTHON) tools/setup.py --for test
	@exec env $(OURS) .venv/bin/python -m tests.upgrades.seed
endif

ifneq ($(wildcard tools/mutants/__main__.py),)
TARGETS += mutants
mutants:  ## Change rules, access and erasing a little at a time; a test must notice. M=path, S=seconds
	@$(PYTHON) tools/setup.py --for test
	@exec env $(OURS) .venv/bin/python -m tools.mutants $(M) $(if $(S),--seconds $(S))
endif

clean:  ## Remove what was installed and built here; your data and keys stay
	rm -rf .venv node_modules build dist homeroom/static/built homeroom/kit/pdf/fonts .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
