"""The classes' own jobs."""

from homeroom.jobs.registry import every
from homeroom.sections import actions

every(0.5, "sections: end forgotten periods", actions.end_forgotten_periods)
every(1, "sections: erase old pretend classes", actions.erase_old_pretend_classes)
every(24, "sections: put away classes whose year is over", actions.put_away_what_is_over, in_pieces=True)
