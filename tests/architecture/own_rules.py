"""Our own rules over the syntax trees: what each guards, a sample that breaks it and one that does not."""

import ast
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """`finds` gives the nodes at fault; `where` and `except_in` are path prefixes."""

    name: str
    finds: Callable[[ast.AST], bool]
    bad: str
    good: str
    where: tuple[str, ...] = ("tracker/", "config/")
    except_in: tuple[str, ...] = ()


def dotted(node):
    """`a.b.c` of a name or attribute chain, else an empty text."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        inner = dotted(node.value)
        return f"{inner}.{node.attr}" if inner else node.attr
    return ""


def calls(*names):
    """A call of one of these, by the end of its dotted name."""

    def finds(node):
        if not isinstance(node, ast.Call):
            return False
        name = dotted(node.func)
        return any(name == n or name.endswith("." + n) for n in names)

    return finds


def with_argument(names, argument):
    def finds(node):
        return calls(*names)(node) and any(keyword.arg == argument for keyword in node.keywords)

    return finds


def imports(*modules):
    def inside(name):
        return any(name == module or name.startswith(module + ".") for module in modules)

    def finds(node):
        if isinstance(node, ast.Import):
            return any(inside(alias.name) for alias in node.names)
        return isinstance(node, ast.ImportFrom) and inside(node.module or "")

    return finds


def names_all_fields(node):
    if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Constant):
        return False
    return node.value.value == "__all__" and any(getattr(t, "id", "") == "fields" for t in node.targets)


def swallows(node):
    """A broad handler that neither raises again nor tells anybody."""
    if not isinstance(node, ast.ExceptHandler):
        return False
    broad = node.type is None or dotted(node.type) in ("Exception", "BaseException")
    return broad and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))


def allows_any(node):
    return isinstance(node, ast.Name | ast.Attribute) and dotted(node).endswith("AllowAny")


def shell_true(node):
    return (
        isinstance(node, ast.keyword) and node.arg == "shell" and getattr(node.value, "value", False) is True
    )


def sends_without_timeout(node):
    return calls("requests.get", "requests.post", "requests.request")(node) and not any(
        keyword.arg == "timeout" for keyword in node.keywords
    )


def locks_keys(node):
    """A row lock for which an event that points to the row would have to wait."""
    return calls("select_for_update")(node) and not any(keyword.arg == "no_key" for keyword in node.keywords)


DELIVERY = (
    "tracker/admin/",
    "tracker/api/",
    "tracker/dashboards/",
    "tracker/management/",
    "tracker/tasks.py",
)
BELOW = (
    "tracker/rules/",
    "tracker/extraction/",
    "tracker/services/",
    "tracker/reminders/",
    "tracker/reports/",
)

RULES = [
    Rule(
        "no mark_safe",
        calls("mark_safe", "SafeString"),
        "mark_safe(x)",
        "escape(x)",
        # Read line by line: numbers and our own class names around an escaped address, no text of anybody.
        except_in=("tracker/dashboards/tiles.py", "tracker/templatetags/dondoc_counts.py"),
    ),
    Rule("no serializer or form with all fields", names_all_fields, "fields = '__all__'", "fields = ('a',)"),
    Rule(
        "no raw SQL through the ORM",
        calls("raw", "extra", "RawSQL"),
        "T.objects.raw('x')",
        "T.objects.filter()",
    ),
    Rule("no eval or exec", calls("eval", "exec"), "eval(x)", "evaluate(x)"),
    Rule(
        "no pickle, marshal or shelve", imports("pickle", "marshal", "shelve"), "import pickle", "import json"
    ),
    Rule("no shell", shell_true, "run(x, shell=True)", "run(x, shell=False)"),
    Rule("no os.system", calls("os.system", "os.popen"), "os.system('x')", "subprocess.run(['x'])"),
    Rule(
        "no clock below the delivery layer",
        calls(
            "timezone.now", "timezone.localdate", "timezone.localtime", "datetime.now", "date.today", "utcnow"
        ),
        "now = timezone.now()",
        "def f(now): return now",
        where=BELOW,
    ),
    Rule(
        "no lock on a row's key",
        locks_keys,
        "rows.select_for_update().get()",
        "rows.select_for_update(no_key=True).get()",
        where=("tracker/services/", "tracker/reminders/", "tracker/reports/"),
    ),
    Rule(
        "no naive clock anywhere",
        calls("datetime.utcnow", "dt.datetime.today"),
        "datetime.utcnow()",
        "timezone.now()",
    ),
    Rule(
        "nobody is let in by default",
        allows_any,
        "permission_classes = [AllowAny]",
        "permission_classes = [SignedIn]",
    ),
    Rule("no form without its token", calls("csrf_exempt"), "csrf_exempt(view)", "csrf_protect(view)"),
    Rule(
        "no swallowed errors",
        swallows,
        "try:\n f()\nexcept Exception:\n pass",
        "try:\n f()\nexcept ValueError:\n pass",
    ),
    Rule(
        "no job waits in the broker",
        with_argument(("apply_async",), "countdown"),
        "task.apply_async(countdown=60)",
        "task.apply_async(args=(1,))",
        # Up to one lease (a minute), and harmless when lost: the next tick looks again.
        except_in=("tracker/tasks.py",),
    ),
    Rule(
        "no job has a planned hour in the broker",
        with_argument(("apply_async",), "eta"),
        "t.apply_async(eta=x)",
        "t.apply_async()",
    ),
    Rule(
        "jobs are woken after commit, by one function",
        calls("delay"),
        "task.delay(1)",
        "wake('task', 1)",
        where=("tracker/services/", "tracker/admin/", "tracker/api/", "tracker/dashboards/"),
    ),
    Rule(
        "mail leaves through the outbox only",
        calls("send_mail", "send_mass_mail", "mail_admins"),
        "send_mail('x')",
        "outbox.add('x')",
    ),
    Rule(
        "no request without a time limit",
        sends_without_timeout,
        "requests.get(u)",
        "requests.get(u, timeout=5)",
    ),
    Rule(
        "no XML parser that follows entities",
        imports("xml.etree", "xml.dom", "xml.sax.handler", "xml.parsers"),
        "import xml.etree",
        "import lxml.etree",
    ),
    Rule("no weak hash", calls("hashlib.md5", "hashlib.sha1"), "hashlib.md5(b'')", "hashlib.sha256(b'')"),
    Rule(
        "no temporary name that can be guessed",
        calls("tempfile.mktemp"),
        "tempfile.mktemp()",
        "tempfile.mkstemp()",
    ),
    Rule("nothing is printed", calls("print"), "print(x)", "log.info(x)", where=("tracker/",)),
]


def faults(rule, name, tree):
    """Lines of `tree` that break `rule`."""
    if not name.startswith(rule.where) or name in rule.except_in:
        return []
    return [f"{name}:{getattr(node, 'lineno', '?')}" for node in ast.walk(tree) if rule.finds(node)]
