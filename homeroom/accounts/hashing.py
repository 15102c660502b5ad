"""Argon2id as OWASP's minimum asks (t=2, m=19 MiB, p=1), peppered with a key outside the database (DAT-03)."""

import hmac
import threading
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher

from homeroom.kit.crypto import keys

#: As many hashes at once as there are cores: memory stays bounded when a class signs in together.
_turns = threading.BoundedSemaphore(2)


class Argon2(Argon2PasswordHasher):
    """Django's hasher with our cost and pepper."""

    algorithm = "argon2"
    time_cost = 2
    memory_cost = 19_456
    parallelism = 1

    def _peppered(self, password: str) -> str:
        return hmac.new(keys().pepper, password.encode(), "sha256").hexdigest()

    def encode(self, password: str, salt: Any) -> str:
        with _turns:
            return super().encode(self._peppered(password), salt)

    def verify(self, password: str, encoded: str) -> bool:
        with _turns:
            return bool(super().verify(self._peppered(password), encoded))
