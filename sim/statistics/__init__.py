"""Pairs of runs, intervals, verdicts, multiplicity and interim analyses: statistics that know no policy."""
