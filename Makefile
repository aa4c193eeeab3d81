# Every target sets up what it needs in .venv; nothing else on the machine is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test coverage check faults fuzz ha independent readers mutants bench lock release-check clean
.DEFAULT_GOAL := demo

# Bytecode is kept, whatever the shell says: the tests start hundreds of processes, and each of
# them would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE

# Installs a lock as it stands: it is complete, so nothing is resolved, and a version that was
# published later changes nothing. `pip check` says whether it was complete.
PIP := $(BIN)/python -m pip --disable-pip-version-check
# Bytecode of what is used is made as it is used.
INSTALL := $(PIP) install --quiet --no-compile --no-deps --require-hashes -r

# Stamps: the lock and the metadata decide whether an environment is current. What runs the
# product comes first; what tests it is added to it.
$(VENV)/.runs: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --no-index -e .
	$(PIP) check
	@touch $@

$(VENV)/.ready: requirements-dev.lock $(VENV)/.runs
	$(INSTALL) requirements-dev.lock
	$(PIP) check
	@touch $@

demo: $(VENV)/.runs
	@$(BIN)/claims demo

# The judgement, and what its tests are: every branch is taken, or CI is red (decision 45).
JUDGED := tests/projections tests/claims/test_entry_into_force.py tests/claims/test_rules.py
JUDGEMENT := projections/weighing projections/treaties claims/entry_into_force

test: $(VENV)/.ready
	$(BIN)/python -m pytest -n 2 $(JUDGED) $(JUDGEMENT:%=--cov=ledger/%) --cov-branch \
	  --cov-fail-under=100
	$(BIN)/python -m pytest -n 2 --dist worksteal $(JUDGED:%=--ignore=%)

# All of it with the branches counted; fails below fail_under of pyproject.toml. Of a part of the
# suite the figure is shown, and holds nothing: make coverage OF="tests/edtf tests/sources"
coverage: $(VENV)/.ready
	$(BIN)/python -m pytest -n 2 --cov=ledger --cov-branch --cov-report=term \
	  $(if $(OF),--cov-fail-under=0) $(OF)

check: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy tests/typing/facade.py
	$(BIN)/lint-imports --no-cache
	$(BIN)/python tests/names.py

# All tests, with all that they try a part of with each change (tests/thorough.py): every system
# call failed in turn, every power cut, every column, ten thousand seeds of the simulation, four
# times the examples of the laws. Hours.
faults: $(VENV)/.ready
	CLAIMS_FAULTS=all $(BIN)/python -m pytest -n 2 --dist worksteal

# Inputs made by chance, for import, dates, quotes, rules, documents, flags, features, proofs and
# keys. SECONDS=900 takes longer; what is found is kept in tests/fuzz/corpus.
SECONDS ?= 180
fuzz: $(VENV)/.ready
	$(BIN)/python tests/fuzz $(SECONDS)

# Readers without rights next to a writer: no false alarm. Ten minutes for each of two stores and
# two sizes; make readers SECONDS=60 is shorter. Runs as root.
readers: SECONDS = 600
readers: $(VENV)/.ready
	$(BIN)/python tests/readers --seconds $(SECONDS)

# Roots and proofs by other programs: pymerkle, and Go where it is installed.
independent: $(VENV)/.ready
	$(PYTHON) -m venv $(VENV)-independent
	$(VENV)-independent/bin/python -m pip --disable-pip-version-check install --quiet \
	  --no-deps --require-hashes -r tests/independent/requirements.txt
	$(BIN)/python -m pytest tests/independent

# Small faults in the resolution and entry-into-force modules, one at a time: which do no tests
# see? An hour; a word of a module's name makes it shorter: make mutants OF=delay
mutants: $(VENV)/.ready
	PYTHONHASHSEED=0 nice $(BIN)/python tests/mutation $(OF)

# Three PostgreSQL nodes under Patroni that break; needs Debian's packages, and says which.
ha: $(VENV)/.ready
	$(BIN)/python tests/ha

# Every measurement that needs nothing but the project; with the sizes as they stand a good hour on
# two quiet cores. SIZES="10000 100000 1000000" takes a million claims as well.
SIZES ?= 10000 100000
bench: $(VENV)/.ready
	$(BIN)/python -m bench.startup
	$(BIN)/python -m bench.commands --claims $(SIZES)
	$(BIN)/python -m bench.projections --claims $(SIZES)
	$(BIN)/python bench/log.py --shape in-order
	$(BIN)/python bench/log.py --shape claims
	$(BIN)/python -m bench.search 10000 --read
	$(BIN)/python bench/specs.py
	$(BIN)/python bench/edtf.py
	$(BIN)/python -m bench.keys
	$(BIN)/python bench/intake.py
	$(BIN)/python -m bench.reprints
	$(BIN)/python -m bench.publishing
	$(BIN)/python -m bench.publishing_site
	$(BIN)/python -m bench.notifications
	$(BIN)/python -m bench.web

# One version of everything in both locks; needs uv. No address of an index is written.
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
  --no-strip-extras --no-header --quiet
lock:
	$(LOCK) --group dev --all-extras --output-file requirements-dev.lock
	$(LOCK) --group install --constraint requirements-dev.lock --output-file requirements.lock

# Both files of a release, installed in empty environments and put to work outside of this folder.
release-check: $(VENV)/.ready
	$(BIN)/python tests/release dist

clean:
	rm -rf $(VENV) $(VENV)-independent dist build
