"""Shequ: how a city's communities live under different policies."""

__version__ = "0.1.0"
