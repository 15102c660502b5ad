"""Attempts and what they add up to: states, the grid, who is stuck."""
