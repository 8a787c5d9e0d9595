# `make demo` and `make test` set everything up by themselves; see README.md.
.PHONY: setup demo test check clean

bin := .venv/bin

setup:
	@scripts/setup.sh

demo: setup
	@mkdir -p out
	@$(bin)/dragoman brief examples/commentary.txt --desk out/demo.duckdb --html out/commentary.html

test: setup
	@$(bin)/python -m pytest

check: setup
	@$(bin)/ruff format --check .
	@$(bin)/ruff check .
	@$(bin)/mypy
	@$(bin)/python -m pytest -q

clean:
	rm -rf .venv out
