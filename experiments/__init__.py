"""Designs of experiments, and beside them the benchmark: ``python -m experiments.benchmark``. Its code is not installed."""
