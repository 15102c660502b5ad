"""Keeping the service safe: keys, backups, and what the doctor looks at."""
