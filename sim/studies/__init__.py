"""Studies: policies run with many parameter sets and seeds, and what the runs say; a folder a design."""
