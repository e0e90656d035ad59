"""Settings of the test run: own data folder, jobs inline, fast hashing; everything else as in production."""

import os
import tempfile

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="dondoc-test-"))
os.environ.setdefault("SECRET_KEY", "only-for-the-test-run-0123456789abcdefghijklmnopqrstuv")
if os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]

from .settings import *  # noqa: F403

CELERY_BROKER_URL = "memory://"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
os.makedirs(STATIC_ROOT, exist_ok=True)  # noqa: F405
