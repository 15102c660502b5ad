"""Signing in and what belongs to it: pupils at their seats, passwords, one-time links, second factors."""
