"""Runs: one, many, stored."""
