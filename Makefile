# Every target sets up what it needs in .venv; nothing else on the machine is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check faults ha independent mutants bench lock clean
.DEFAULT_GOAL := demo

# A stamp: the lock and the metadata decide whether the environment is current.
$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

demo: $(VENV)/.ready
	@$(BIN)/claims demo

test: $(VENV)/.ready
	$(BIN)/python -m pytest -n 2

check: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# Every system call failed in turn, every power cut; minutes, not seconds.
faults: $(VENV)/.ready
	CLAIMS_FAULTS=all $(BIN)/python -m pytest tests/faults

# Roots and proofs by other programs: pymerkle, and Go where it is installed.
independent: $(VENV)/.ready
	$(PYTHON) -m venv $(VENV)-independent
	$(VENV)-independent/bin/python -m pip install --quiet --disable-pip-version-check \
	  --require-hashes -r tests/independent/requirements.txt
	$(BIN)/python -m pytest tests/independent

# Small faults in the resolution and entry-into-force modules, one at a time: which do no tests
# see? Half an hour; a word of a module's name makes it shorter: make mutants OF=delay
mutants: $(VENV)/.ready
	PYTHONHASHSEED=0 nice $(BIN)/python tests/mutation $(OF)

# Three PostgreSQL nodes under Patroni that break; needs Debian's packages, and says which.
ha: $(VENV)/.ready
	$(BIN)/python tests/ha

bench: $(VENV)/.ready
	$(BIN)/python bench/startup.py
	$(BIN)/python bench/edtf.py
	$(BIN)/python bench/log.py
	$(BIN)/python bench/projections.py
	$(BIN)/python bench/specs.py

lock:
	uv pip compile pyproject.toml --group dev --extra postgres --universal --python-version 3.11 \
	  --generate-hashes --no-header --output-file requirements.lock

clean:
	rm -rf $(VENV) $(VENV)-independent dist build
