"""When each job last ran."""

from django.db import models


class Run(models.Model):
    """One row per job."""

    job = models.CharField("job", max_length=60, unique=True)
    started_at = models.DateTimeField("last started")
    ended_at = models.DateTimeField("last ended", null=True)
    problem = models.CharField("what went wrong", max_length=80, blank=True)
    count = models.IntegerField("things done", default=0)
