"""Every page speaks Vietnamese: libraries are translated, and nothing English is left on a page."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import axes
import django.contrib.admin
import django.contrib.auth
import django.forms
import django_filters
import django_otp
import pytest
import unfold
from django.utils.translation import gettext

from tests import factories as make
from tests.admin.places import every_page
from tracker.rules.statuses import Role

# Names that stay as they are, marks, and the layout of a foreign class name.
SAME = {"%(class_name)s %(instance)s", ":", ":?.!", "IPv4", "IPv6", "IPv4 or IPv6", "…", "Email"}
PACKAGES = [unfold, axes, django_filters, django_otp, django.contrib.admin, django.contrib.auth, django.forms]
TEMPLATE = re.compile(r"""(?:trans|translate)\s+"([^"]+)"|_\("([^"]+)"\)|(?:trans|translate)\s+'([^']+)'""")
CALLS = {"_", "gettext", "gettext_lazy"}


def strings_of(package):
    """The literal strings that a library asks to be translated, in its code and its templates."""
    for path in Path(package.__file__).parent.rglob("*"):
        if path.suffix == ".html":
            for groups in TEMPLATE.findall(path.read_text(encoding="utf-8")):
                yield next(group for group in groups if group)
        elif path.suffix == ".py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS and node.args:
                    value = getattr(node.args[0], "value", None)
                    if isinstance(value, str) and value:
                        yield value


@pytest.mark.parametrize("package", PACKAGES, ids=lambda p: p.__name__)
def test_every_string_of_a_library_has_its_vietnamese(package):
    missing = {text for text in strings_of(package) if gettext(text) == text} - SAME
    assert missing == set()


class Visible(HTMLParser):
    """Collects what a person reads or a screen reader says; code, styles and icons are left out."""

    def __init__(self):
        super().__init__()
        self.texts, self.skip = [], 0

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        icon = "material-symbols" in (values.get("class") or "")
        if self.skip or tag in ("script", "style", "template", "svg") or icon:
            self.skip += tag not in ("input", "br", "img", "meta", "link", "hr")
            return
        spoken = ("title", "placeholder", "aria-label", "alt")
        self.texts += [values[name] for name in spoken if values.get(name)]

    def handle_endtag(self, tag):
        self.skip = max(0, self.skip - 1)

    def handle_data(self, data):
        if not self.skip and data.strip():
            self.texts.append(" ".join(data.split()))


ENGLISH = re.compile(
    r"\b(the|and|add|change|delete|save|select|filters?|search|history|view|please|this|you|your|log in|"
    r"log out|password|username|from|choose|no results|error|apply|reset|show|hide|next|previous|home|welcome|all|"
    r"yes|true|false|none|required|field|page|results?|entries|today|date|time)\b",
    re.IGNORECASE,
)
# Ours: accounts of the test run, file types, product names.
ALLOWED = re.compile(r"\S+@example\.org|Excel|PDF|Word|\.xlsx|date|email", re.IGNORECASE)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["clerk", "office_leadership", "sysadmin", "leader", "officer"])
def test_no_page_shows_an_english_word(client, role):
    at = make.agency()
    client.force_login(make.person(Role(role), at if role == "officer" else None))
    found = {}
    for url in every_page(at):
        answer = client.get(url)
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        reader = Visible()
        reader.feed(answer.content.decode())
        bad = [text for text in reader.texts if ENGLISH.search(ALLOWED.sub("", text))]
        if bad:
            found[url] = bad[:5]
    assert found == {}
