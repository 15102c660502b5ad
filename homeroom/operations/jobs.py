"""The service's own jobs."""

from homeroom.jobs.registry import every
from homeroom.operations.keeping import rotation

every(24, "operations: end what restores put aside", rotation.drop_aside)
