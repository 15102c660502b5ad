"""Serving: what is prepared before the first request, the process that answers, and what runs beside it."""
