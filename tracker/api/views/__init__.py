"""One view set per resource; every list starts from what the caller may see."""
