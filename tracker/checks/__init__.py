"""System checks of our own: what must hold before the site may start."""
