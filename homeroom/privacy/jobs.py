"""The engine's own job."""

from homeroom.jobs.registry import every
from homeroom.privacy import retention

every(24, retention.JOB, retention.run, in_pieces=True)
