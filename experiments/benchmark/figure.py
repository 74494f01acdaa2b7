"""What is measured: a number, its unit, and what it must reach."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One number of a benchmark.

    ``at_most`` and ``at_least`` are what it must reach on a quiet machine of two cores; ``note`` says how it was measured.
    """

    name: str
    value: float
    unit: str
    note: str = ""
    at_most: float | None = None
    at_least: float | None = None

    @property
    def aim(self) -> str:
        """What it must reach, in words."""
        if self.at_most is not None:
            return f"at most {self.at_most:g}"
        return "" if self.at_least is None else f"at least {self.at_least:g}"

    @property
    def met(self) -> str:
        """Whether it does; empty where nothing is asked."""
        if not self.aim:
            return ""
        low = self.at_least is None or self.value >= self.at_least
        return "yes" if low and (self.at_most is None or self.value <= self.at_most) else "**no**"

    @property
    def told(self) -> str:
        """The number with three digits that count, and its unit."""
        digits = f"{self.value:,.0f}" if abs(self.value) >= 100 else f"{self.value:.3g}"
        return f"{digits} {self.unit}".strip()
