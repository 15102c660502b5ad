"""The catalogue: courses, lessons, levels, read from files."""
