"""Every template can be read by Django, and asks for no language file, tag or page that is not there."""

from __future__ import annotations

from pathlib import PurePath

import pytest
from django.template.loader import get_template

from tests.architecture.tree import written

PAGES = ["/".join(PurePath(path).parts[3:]) for path in written(".html", ".txt") if path.startswith("homeroom/") and "/templates/" in path]


@pytest.mark.parametrize("page", PAGES)
def test_the_page_can_be_read(page: str) -> None:
    assert get_template(page).render is not None
