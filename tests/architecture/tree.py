"""What the tests of the code base look at: the tracked files, and Python modules as syntax trees."""

import ast
import functools
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SKIPPED = {".venv", ".git", "data", "staticfiles", "node_modules", ".hypothesis"}


@functools.cache
def files():
    """Every file of the project, as git knows it; by walking where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.splitlines()]
    else:
        found = [p for p in ROOT.rglob("*") if not SKIPPED & set(p.relative_to(ROOT).parts)]
    return sorted(path for path in found if path.is_file())


def texts(*suffixes):
    """(path relative to the root, text) of the files with these endings; all readable ones without."""
    for path in files():
        if suffixes and path.suffix not in suffixes and path.name not in suffixes:
            continue
        try:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


@functools.cache
def modules(*folders):
    """(relative path, syntax tree) of our Python modules under `folders`, without migrations."""
    found = []
    for name, text in texts(".py"):
        if name.split("/")[0] in folders and "/migrations/" not in name:
            found.append((name, ast.parse(text)))
    return found
