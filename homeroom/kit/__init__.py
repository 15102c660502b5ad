"""What every room stands on: no tables, no domain words."""
