# Everything runs from .venv; PYTHON picks the interpreter (3.11 or newer).
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test verify faults bench docs checks decisions patterns curves levers experiments statistics worlds claims proof wasm lab page figures clean
.DEFAULT_GOAL := test

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "shequ needs Python 3.11 or newer; try: make PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -c 'from sim.runs.precompile import compile_ahead; compile_ahead()'
	@touch $(READY)

demo: $(READY)
	$(BIN)/shequ compare baseline menu_services seed_then_taper --months 120 --seeds 10 --out results/demo --replace

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 -m "not verify"

verify: $(READY)
	$(BIN)/python -m pytest -m verify
	$(MAKE) faults

FAULTS := disturbed flips broken_calls writers forged planted damaged
faults: $(READY)
	$(MAKE) --jobs 2 $(FAULTS:%=faults-%)

faults-disturbed: CASES := 100
faults-flips faults-planted: CASES := 10000
faults-damaged: CASES := 150
faults-%: $(READY)
	$(BIN)/python -m tests.faults.$* $(CASES)

bench: $(READY)
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[bench]' || echo "some peers do not install here; they are left out"
	$(BIN)/python -m experiments.benchmark

docs: $(READY)
	$(BIN)/python -m docs.generate

patterns: $(READY)
	$(BIN)/python -m docs.generate.patterns

checks: $(READY)
	$(BIN)/python -m docs.generate.world_checks

decisions: $(READY)
	$(BIN)/python -m docs.generate.decisions

curves: $(READY)
	$(BIN)/python -m docs.generate.curves

levers: $(READY)
	$(BIN)/python -m docs.generate.levers

experiments: $(READY)
	$(BIN)/python -m docs.generate.experiments

statistics: $(READY)
	$(BIN)/python -m docs.generate.statistics

worlds: $(READY)
	$(BIN)/shequ calibrate --out results/worlds-ningbo
	mkdir -p scenarios/worlds && cp results/worlds-ningbo/worlds.parquet scenarios/worlds/ningbo.parquet
	$(BIN)/python -m docs.generate.calibration

RUNS := results/claims
claims: $(READY)
	$(BIN)/shequ claims --out $(RUNS)
	$(BIN)/python -m docs.generate.claims $(RUNS)

SEARCH := results/worlds-ningbo
proof: $(READY)
	$(BIN)/python -m docs.generate.proof $(SEARCH)

wasm: $(READY)
	$(BIN)/python -c 'from sim.browser.module import write; write()'

lab: $(READY)
	@mkdir -p results
	$(BIN)/python -c 'from pathlib import Path; from sim.lab.page import page; Path("results/lab.html").write_text(page(), encoding="utf-8")'
	@echo "results/lab.html is the lab: open it in a browser"

page: $(READY)
	@mkdir -p results
	$(BIN)/python -m sim.lab.browser_page results/browser.html

figures: $(READY)
	@mkdir -p docs/figures
	for lang in en zh; do \
	  $(BIN)/shequ compare baseline menu_services seed_then_taper --months 120 --seeds 10 --lang $$lang --out results/demo --replace && \
	  cp results/demo/figures/trajectories.png docs/figures/trajectories_$$lang.png || exit 1; \
	done

clean:
	rm -rf .venv results/demo
