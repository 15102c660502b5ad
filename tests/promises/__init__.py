"""Promises that no single room keeps: each test is one line of the ledger, with what must not be replaced."""
