"""Databases of earlier landings, and whether they come through to now."""
