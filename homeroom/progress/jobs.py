"""What runs by itself here."""

from homeroom.jobs.registry import every
from homeroom.progress import presence

every(1 / 12, "progress.forget_presence", presence.sweep)
