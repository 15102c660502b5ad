"""The accounts' own job."""

from homeroom.accounts import actions
from homeroom.jobs.registry import every

every(1, "accounts: sweep sessions", actions.sweep_sessions)
