"""How passwords are hashed: Argon2id as Django sets it, one at a time in each process."""

from __future__ import annotations

import threading

from django.contrib.auth.hashers import Argon2PasswordHasher

# One hash fills 100 MB for a tenth of a second. When an office signs in at half past seven, twelve threads at
# once would take 1.2 GB, more than the unit has; waiting in turn takes a few tenths of a second instead.
_turn = threading.Lock()


class Argon2InTurn(Argon2PasswordHasher):
    """The same hashes as Argon2PasswordHasher, under the same name."""

    def encode(self, password: str, salt: str) -> str:
        with _turn:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with _turn:
            return super().verify(password, encoded)
