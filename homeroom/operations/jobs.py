"""The service's own jobs."""

from homeroom.jobs.registry import every
from homeroom.kit import log_files
from homeroom.operations.keeping import rotation

every(24, "operations: end what restores put aside", rotation.drop_aside)
every(1, "operations: end old lines of the log", log_files.drop_older)
