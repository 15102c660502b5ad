"""The record looks after itself: is it whole, and what has been kept for its time."""

from homeroom.audit import actions
from homeroom.jobs.registry import every

every(0.25, "audit: look whether it is whole", actions.look)
every(24, "audit: forget old entries", actions.forget_old_entries)
