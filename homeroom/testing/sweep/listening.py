"""What is logged meanwhile."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from homeroom.kit.logs import Lines


@contextmanager
def listening() -> Iterator[io.StringIO]:
    """Everything that is logged meanwhile, down to the smallest remark, as it would stand in the log."""
    stream, root = io.StringIO(), logging.getLogger()
    handler, levels = logging.StreamHandler(stream), {}
    handler.setFormatter(Lines())
    for name in ("", "homeroom", "django.request", "django.security", "django.server"):
        logger = logging.getLogger(name)
        levels[logger] = logger.level
        logger.setLevel(logging.DEBUG)
    root.addHandler(handler)
    try:
        yield stream
    finally:
        root.removeHandler(handler)
        for logger, level in levels.items():
            logger.setLevel(level)
