"""Kept figures must not pass from one test to the next: rolled-back data reuses the same version numbers."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()
