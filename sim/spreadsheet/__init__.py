"""Tables that a planner keeps: reading communities out of CSV and Excel files, writing Excel files."""

from sim.spreadsheet.city_file import new_city

__all__ = ["new_city"]
