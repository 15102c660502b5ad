"""Full-size trials that take long or need root: `make battery`."""
