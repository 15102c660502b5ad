"""Homeroom's server: one folder per thing a teacher could name (docs/architecture.md)."""
