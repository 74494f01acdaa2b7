"""The article's claims: each as a file, run in many plausible worlds, and judged."""
