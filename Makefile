# `make list` runs the program, `make test` checks everything. Each creates its own virtual
# environment; only Python 3.11 or later is required.

PYTHON ?= python3
RUN = .venv/bin
TEST = .venv-test/bin
BENCH = .venv-bench/bin
SECONDS = 300
SEED = $(shell date +%s)

.PHONY: list test suite check docs countries pictures bench fuzz clean

list: .venv/done ## print the directory
	@$(RUN)/sistercities list --format table

test: check suite ## check the code, run the tests, measure coverage

suite: .venv-test/done
	@# More workers than cores, because many tests wait for browsers and terminals. Keep the order of
	@# tests/conftest.py: otherwise the slowest files run last, on a single worker.
	$(TEST)/pytest -n 4 --dist loadfile --no-loadscope-reorder --cov --cov-report=term

check: .venv-test/done ## formatter, linter, types
	$(TEST)/ruff format --check .
	$(TEST)/ruff check .
	$(TEST)/mypy

docs: .venv-test/done ## rewrite the generated parts of the documentation
	$(TEST)/python tools/write_docs.py

countries: .venv-test/done ## regenerate the names of countries and months, and the continents
	$(TEST)/python tools/bake_countries.py

pictures: .venv-test/done ## regenerate the pictures in the documentation
	$(TEST)/python -m pip install --quiet --disable-pip-version-check --group pictures
	$(TEST)/python tools/take_pictures.py

bench: .venv/done .venv-bench/done ## run the benchmarks and update docs/speed.md (minutes)
	$(BENCH)/python -m benchmarks --write

fuzz: .venv-test/done ## run the fuzz tests: make fuzz SECONDS=600 SEED=1
	@end=$$(($$(date +%s) + $(SECONDS))); seed=$(SEED); \
	while [ $$(date +%s) -lt $$end ]; do \
	  echo "SEED=$$seed"; \
	  $(TEST)/pytest -q -n auto --hypothesis-profile=fuzz --hypothesis-seed=$$seed tests/test_fuzz.py || exit; \
	  seed=$$((seed + 1)); \
	done

.venv/done: pyproject.toml
	$(PYTHON) -m venv --clear .venv
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv-test/done: pyproject.toml
	$(PYTHON) -m venv --clear .venv-test
	@# Dependency groups need a newer pip than Python 3.11 brings.
	$(TEST)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(TEST)/python -m pip install --quiet --editable . --group test --group check
	@touch $@

.venv-bench/done: pyproject.toml
	$(PYTHON) -m venv --clear .venv-bench
	$(BENCH)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BENCH)/python -m pip install --quiet --editable . --group bench
	@touch $@

clean: ## remove what the other targets made
	rm -rf .venv .venv-test .venv-bench
