"""What ``sim`` offers to Python: comparison, claims, discovery, robustness, search; the command calls the same functions."""
