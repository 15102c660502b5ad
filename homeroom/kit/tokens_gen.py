"""Colours, icons and pictures by name. Made by tools/generate/design.py from design/. Edit there, then `make generate`."""

#: Light theme, for mail and PDF.
COLOUR: dict[str, str] = {
    "paper": "#fdf8ee",
    "card": "#ffffff",
    "sunken": "#f5eddd",
    "square": "#f1e7d3",
    "line": "#e2d5bc",
    "edge": "#847760",
    "ink": "#23203b",
    "soft": "#5a5573",
    "pen": "#2b47b0",
    "pen-wash": "#e6eafb",
    "pen-fill": "#2b47b0",
    "on-pen": "#ffffff",
    "marker": "#ffc53d",
    "marker-edge": "#c78d0c",
    "marker-wash": "#fff0c7",
    "on-marker": "#23203b",
    "leaf": "#1b7245",
    "leaf-wash": "#dff1e3",
    "leaf-fill": "#1b7245",
    "on-leaf": "#ffffff",
    "berry": "#b0244a",
    "berry-wash": "#fbe4e8",
    "berry-fill": "#b0244a",
    "on-berry": "#ffffff",
    "clay": "#9c480a",
    "clay-wash": "#fde8d3",
    "sky": "#0f6688",
    "sky-wash": "#ddf0f7",
    "plum": "#763a96",
    "plum-wash": "#f2e4f8",
    "night": "#23203b",
    "on-night": "#fdf8ee",
    "shade": "#23203b26",
}
#: Block colours; white text on each reads at 4.5:1 or more.
BLOCK: dict[str, str] = {
    "start": "#8f5600",
    "move": "#2b47b0",
    "loop": "#a42c6b",
    "logic": "#1b7245",
    "number": "#0f6688",
    "variable": "#b0410d",
    "function": "#763a96",
    "pen": "#0b6e6e",
    "text": "#5f5b1b",
}
#: Names of the five states, by their byte.
STATES: tuple[str, ...] = (
    "not-started",
    "tried",
    "passed",
    "perfect",
    "done",
)
#: Every icon of the sheet.
ICONS: tuple[str, ...] = (
)
#: The sixty pictures of picture passwords, in a fixed order: never reorder, only append.
SECRET_PICTURES: tuple[str, ...] = (
)
#: The sixteen for the youngest (K-2).
YOUNG_PICTURES: tuple[str, ...] = (
)
#: Animals that tell twins apart.
TILE_ANIMALS: tuple[str, ...] = (
)
