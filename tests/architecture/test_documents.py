"""What is written about the system is true of it, and nothing tells of the machine it was made on."""

import re

import pytest

from tests.architecture.tree import ROOT, texts

READ = re.compile(
    r"(?:\benv(?:\.\w+)?|\bsecret|os\.environ\.get|os\.getenv)\(\s*[\"']([A-Z][A-Z0-9_]+)[\"']"
    r"|os\.environ\[[\"']([A-Z][A-Z0-9_]+)[\"']\]"
)
# Read by Python, Django or the shell, not ours to explain.
FOREIGN = {"DJANGO_SETTINGS_MODULE", "TEST_DATABASE_URL"}
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


def settings_read():
    found = set()
    for name, text in texts(".py"):
        if name.startswith(("config/", "tracker/", "deploy/")):
            found |= {a or b for a, b in READ.findall(text)}
            found |= {f"{n}_FILE" for n in re.findall(r"\bsecret\(\s*[\"']([A-Z0-9_]+)", text)}
    return sorted(found - FOREIGN)


@pytest.fixture(scope="module")
def configuration():
    return (ROOT / "docs" / "configuration.md").read_text()


@pytest.mark.parametrize("name", settings_read())
def test_every_setting_is_documented(configuration, name):
    assert f"`{name}`" in configuration


def test_the_documentation_names_no_setting_that_is_not_read(configuration):
    named = set(re.findall(r"^\| `([A-Z][A-Z0-9_]+)`", configuration, re.M))
    assert named <= set(settings_read()) | FOREIGN


@pytest.mark.parametrize("name", [name for name, _ in texts(".md")])
def test_every_link_in_a_document_resolves(name):
    text = (ROOT / name).read_text()
    for target in LINK.findall(text):
        if re.match(r"[a-z]+:", target) or target.startswith("#"):
            continue
        path = (ROOT / name).parent / target.split("#")[0]
        assert path.exists(), f"{name}: {target}"


MACHINE = [
    "/" + "work/main",
    "/" + "work/shared",
    "/" + "root/",
    "/tmp/" + "brief",
    "py" + "pi.org",
    "registry." + "npmjs",
    "files.python" + "hosted",
    "--extra-" + "index-url",
]


def test_nothing_names_the_machine_it_was_made_on_or_a_package_registry():
    found = [f"{name}: {word}" for name, text in texts() for word in MACHINE if word in text]
    assert not found


def test_every_picture_is_shown_and_every_picture_shown_exists():
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = {
        name for page in pages for name in re.findall(r"images/([\w-]+\.png)\)", page.read_text("utf-8"))
    }
    assert shown == {picture.name for picture in (ROOT / "docs" / "images").glob("*.png")}
