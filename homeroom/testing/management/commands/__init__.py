"""Commands of the example school."""
