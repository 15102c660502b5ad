"""What every test of this room begins and ends with: no text and no page of another test is remembered."""

from collections.abc import Iterator

import pytest

from homeroom.agreements.library import forget_texts
from homeroom.kit.http.same import forget_pages


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Texts are read and pages made anew."""
    forget_texts()
    forget_pages()
    yield
    forget_texts()
    forget_pages()
