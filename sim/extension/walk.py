"""Going through a rule's lines in order, with what is known on the way to each."""

import ast

Known = frozenset[str]
"""Names, or expressions as text, of which something is known where a line is reached."""


class Walk:
    """``unsafe`` are the lines at which something is wrong, and what."""

    def __init__(self) -> None:
        self.unsafe: set[tuple[int, str]] = set()

    def block(self, body: list[ast.stmt], known: Known) -> Known:
        """Go through lines and return what is known behind them."""
        for line in body:
            known = self.line(line, known)
        return known

    def line(self, line: ast.stmt, known: Known) -> Known:
        """Look at a line and return what is known behind it."""
        raise NotImplementedError
