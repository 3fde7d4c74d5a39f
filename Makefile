# `make list` runs the program, `make test` checks everything. Each makes its own virtual
# environment; Python 3.11 or later is all that has to be there.

PYTHON ?= python3
RUN = .venv/bin
TEST = .venv-test/bin
BENCH = .venv-bench/bin
SECONDS = 300
SEED = $(shell date +%s)

.PHONY: list test check docs pictures bench fuzz clean

list: .venv/done ## print the directory
	@$(RUN)/sistercities list --format table

test: check ## check the code, run the tests, measure coverage
	@# More than there are cores, as browsers and terminals are waited for. In the order of
	@# tests/conftest.py: else files of a few long tests would come last, and one worker be waited for.
	$(TEST)/pytest -n 4 --dist loadfile --no-loadscope-reorder --cov --cov-report=term

check: .venv-test/done ## formatter, linter, types
	$(TEST)/ruff format --check .
	$(TEST)/ruff check .
	$(TEST)/mypy

docs: .venv-test/done ## rewrite the generated parts of the documentation
	$(TEST)/python tools/write_docs.py

pictures: .venv-test/done ## retake the pictures of the documentation
	$(TEST)/python -m pip install --quiet --disable-pip-version-check --group pictures
	$(TEST)/python tools/take_pictures.py

bench: .venv/done .venv-bench/done ## measure speed beside other programs, into docs/speed.md: some minutes
	$(BENCH)/python -m benchmarks --write

fuzz: .venv-test/done ## test with made-up input: make fuzz SECONDS=600 SEED=1
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
