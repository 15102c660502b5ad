"""The rights of the person: see, correct, take along, ask (RIGHTS-01..11)."""
