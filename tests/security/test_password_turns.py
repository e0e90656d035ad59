"""However many sign in at once, a process holds the memory of one password hash."""

import threading
import time

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password

from config.passwords import Argon2InTurn


def test_hashes_are_those_of_the_framework():
    known = Argon2PasswordHasher().encode("mua-xuan-nam-2027", "a" * 22)
    hasher = Argon2InTurn()
    assert hasher.verify("mua-xuan-nam-2027", known) and not hasher.verify("mua-thu", known)
    assert hasher.encode("mua-xuan-nam-2027", "a" * 22) == known


def test_the_site_hashes_by_it(settings):
    from config import settings as real

    settings.PASSWORD_HASHERS = real.PASSWORD_HASHERS
    made = make_password("mua-xuan-nam-2027")
    assert made.startswith("argon2$argon2id$") and check_password("mua-xuan-nam-2027", made)
    assert real.PASSWORD_HASHERS[0] == "config.passwords.Argon2InTurn"


def test_four_at_once_are_hashed_one_after_another(monkeypatch):
    running, most = [], []

    def slow(self, password, encoded):
        running.append(1)
        most.append(len(running))
        time.sleep(0.02)
        running.pop()
        return True

    monkeypatch.setattr(Argon2PasswordHasher, "verify", slow)
    threads = [threading.Thread(target=Argon2InTurn().verify, args=("a", "b")) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(most), max(most)) == (4, 1)
