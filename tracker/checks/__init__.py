"""System checks of our own: what must hold before the site may start."""

from . import production  # noqa: F401  (registers its checks)
