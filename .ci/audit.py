"""Looks the locked libraries up in a folder of OSV advisories; red on a hit, red when nothing was looked up.

    python .ci/audit.py --advisories FOLDER [--max-age-days 7]

FOLDER holds OSV JSON files (one advisory each), as exported from a database that the office mirrors.
An audit that compared nothing must never look like one that found nothing.
"""

import argparse
import datetime as dt
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([0-9][^\s;\\]*)", re.M)


def locked():
    """{name: version} of both lock files."""
    found = {}
    for name in ("requirements.txt", "requirements-dev.txt"):
        for package, version in PIN.findall((ROOT / name).read_text()):
            found[re.sub(r"[-_.]+", "-", package).lower()] = version
    return found


def numbers(version):
    """A version as comparable numbers; letters end it."""
    parts = []
    for piece in re.split(r"[.\-+]", version):
        digits = re.match(r"\d+", piece)
        if not digits:
            break
        parts.append(int(digits.group()))
    return tuple(parts + [0] * (6 - len(parts)))


def hit(affected, version):
    """Whether `version` lies in a listed version or range of one OSV "affected" entry."""
    if version in affected.get("versions", []):
        return True
    for span in affected.get("ranges", []):
        inside = False
        for event in span.get("events", []):
            if "introduced" in event and numbers(version) >= numbers(event["introduced"]):
                inside = True
            if "fixed" in event and numbers(version) >= numbers(event["fixed"]):
                inside = False
            if "last_affected" in event and numbers(version) > numbers(event["last_affected"]):
                inside = False
        if inside and span.get("type") != "GIT":
            return True
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--advisories", required=True, type=Path)
    parser.add_argument("--max-age-days", type=int, default=7)
    options = parser.parse_args()
    packages, advisories, newest, hits = locked(), 0, "", []
    for path in options.advisories.rglob("*.json"):
        try:
            advisory = json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            continue
        if not isinstance(advisory, dict) or advisory.get("withdrawn"):
            continue
        for affected in advisory.get("affected", []):
            package = affected.get("package", {})
            if package.get("ecosystem") != "PyPI":
                continue
            advisories += 1
            newest = max(newest, advisory.get("modified", ""))
            name = re.sub(r"[-_.]+", "-", package.get("name", "")).lower()
            if name in packages and hit(affected, packages[name]):
                hits.append(f"{name} {packages[name]}: {advisory.get('id')}")
    print(f"{len(packages)} thư viện, {advisories} cảnh báo, mới nhất {newest[:10] or '–'}")
    if not packages or not advisories:
        print("ĐỎ: không kiểm được gì.")
        return 2
    age = (dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(newest.replace("Z", "+00:00"))).days
    if hits:
        print("ĐỎ:\n" + "\n".join(sorted(set(hits))))
        return 1
    if age > options.max_age_days:
        print(f"ĐỎ: dữ liệu cảnh báo đã {age} ngày.")
        return 3
    print("Không thư viện nào có cảnh báo, tính đến ngày trên.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
