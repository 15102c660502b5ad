"""Check the contrast of every pair that `design/tokens.json` promises, in every theme (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

TOKENS = Path(__file__).resolve().parents[2] / "design" / "tokens.json"


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def problems(tokens: dict[str, Any]) -> list[str]:
    """One line for each pair that reads worse than promised."""
    found = []
    for theme, base in (("light", "light"), ("dark", "dark"), ("more-light", "light"), ("more-dark", "dark")):
        colour = {name: values.get(theme, values[base]) for name, values in tokens["colour"].items()}
        for front, back, least in tokens["pairs"]:
            if (seen := contrast(colour[front], colour[back])) < least:
                found.append(f"{theme}: {front} on {back} is {seen:.2f}, promised {least}")
    found += [f"block {n}: white on it is {s:.2f}" for n, c in tokens["block"].items() if (s := contrast("#ffffff", c)) < 4.5]
    return found


if __name__ == "__main__":
    lines = problems(json.loads(TOKENS.read_text("utf-8")))
    print("\n".join(lines) or "contrast: every pair reads as promised")
    sys.exit(1 if lines else 0)
