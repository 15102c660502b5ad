# Homeroom's commands. `make` alone explains them; tools/ does the work.

SHELL := /bin/sh
.DEFAULT_GOAL := help
# The first Python that is new enough; when there is none, tools/setup.py says so.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; exit; }; done; echo python3)
OURS := PATH="$(CURDIR)/.venv/bin:$$PATH"

.PHONY: help serve test check fix generate words curriculum locks clean

help:  ## This help
	@echo "Homeroom: a computer-science classroom a school runs itself."
	@echo
	@sed -n 's/^\([a-z]*\):.*##  *\(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'
	@echo
	@echo "make needs Python 3.11 or newer, and the network at the first run. PORT, HOMEROOM_DATA and HOMEROOM_KEYS move 'make serve'."

serve:  ## Set everything up and serve http://localhost:8000 with an example school
	@$(PYTHON) tools/setup.py
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

words:  ## Collect every text into the catalogues of translations/
	@$(PYTHON) tools/setup.py --for test
	@.venv/bin/python -m tools.words; $(PYTHON) tools/setup.py

locks:  ## Choose the newest fitting libraries anew and write requirements/*.txt
	@$(PYTHON) tools/locks.py

clean:  ## Remove what was installed and built here; your data and keys stay
	rm -rf .venv node_modules build homeroom/static/built homeroom/kit/pdf/fonts .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
