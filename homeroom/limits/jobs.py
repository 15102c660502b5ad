"""The limits' own job."""

from homeroom.jobs.registry import every
from homeroom.limits import actions

every(6, "limits: sweep", actions.sweep)
