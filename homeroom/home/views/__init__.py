"""Views of the first pages."""
