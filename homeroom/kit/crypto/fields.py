"""Model fields whose column holds ciphertext: names, addresses, secrets, programs, free text."""

from typing import Any

from django.db import models

from homeroom.kit.crypto.sealing import open_sealed, seal


class _Sealed(models.BinaryField):  # type: ignore[type-arg]
    """The place that is sealed with is the column, so that a value cannot be moved to another one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    @property
    def place(self) -> str:
        return f"{self.model._meta.label}.{self.name}"


class SealedText(_Sealed):
    """Text in Python, ciphertext in the database. It cannot be filtered by; keep a `keyed_index` beside it for look-ups."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, str):
            value = seal(value.encode(), self.place)
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        return None if value is None else open_sealed(value, self.place).decode()

    def get_default(self) -> Any:
        if not self.has_default():
            return None if self.null else ""
        return self.default() if callable(self.default) else self.default

    def to_python(self, value: Any) -> Any:
        return value


class SealedBytes(_Sealed):
    """Bytes in Python, ciphertext in the database."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None:
            value = seal(bytes(value), self.place)
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> bytes | None:
        return None if value is None else open_sealed(value, self.place)
