"""What signing in does by itself."""

from homeroom.jobs.registry import every
from homeroom.sign_in.actions import links

every(6, "sign_in: sweep links", links.sweep)
