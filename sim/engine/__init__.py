"""Runs a table of steps over columns, agent by agent in Python or compiled by numba, to the same bits."""
