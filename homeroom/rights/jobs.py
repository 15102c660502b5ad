"""What ends by itself: what was closed 28 days ago, and what nobody uses."""

from homeroom.jobs.registry import every
from homeroom.rights.closing import actions

every(1, "rights: erase what is over", actions.erase_what_is_over, in_pieces=True)
every(24, "rights: close what nobody uses", actions.close_what_nobody_uses, in_pieces=True)
