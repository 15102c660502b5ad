"""The agreements' own job: every version goes into the archive by itself, and a changed file breaks it."""

from homeroom.agreements import actions
from homeroom.jobs.registry import every

every(24, "agreements: keep every version", actions.publish)
