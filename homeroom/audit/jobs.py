"""The audit's own job."""

from homeroom.audit import actions
from homeroom.jobs.registry import every

every(24, "audit: forget old entries", actions.forget_old_entries)
