"""Tables that a planner keeps: reading communities out of CSV and Excel files, writing Excel files."""
