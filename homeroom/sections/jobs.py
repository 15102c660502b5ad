"""The classes' own job."""

from homeroom.jobs.registry import every
from homeroom.sections import actions

every(0.5, "sections: end forgotten periods", actions.end_forgotten_periods)
