"""Which factors decide an outcome: Morris, Sobol and PAWN indices, their table and sentences."""
