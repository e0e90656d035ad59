"""What the two engineers of an office need: generated data, backup, restore, health, metrics, audits."""
