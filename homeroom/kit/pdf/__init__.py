"""Printed pages: a document with our look, in any script, the same bytes for the same words. No tables, no domain."""
