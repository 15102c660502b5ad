"""Pupils' programs, each stored once per pupil."""
