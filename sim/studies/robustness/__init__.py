"""Policies weighed over plausible worlds: regret, satisficing, mean and spread, worst case."""
