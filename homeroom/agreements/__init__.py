"""Versions of policy and declarations, never changed, and who accepted which (ACC-13, POL-05)."""
