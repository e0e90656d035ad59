"""What is decided over the weights: units that are never a directive, and plain orders that always are."""

from __future__ import annotations

import re

from tracker.extraction.cues import HEADS, OFFICES, PAST
from tracker.extraction.deadline_bounds import SLOT
from tracker.extraction.inline_roles import behind, bracketed
from tracker.extraction.name_heads import core
from tracker.extraction.name_lists import name_list
from tracker.extraction.openers import VOICED
from tracker.extraction.reading import Reading
from tracker.extraction.roles import partners_end
from tracker.extraction.scope import Scope

_ASSIGNS = frozenset(("giao", "giao cho", "yêu cầu", "phân công", "giao nhiệm vụ cho"))
_LIMIT = re.compile(
    r"(?:trước|trong|chậm nhất|muộn nhất|xong|đến hết|hết|không quá|định kỳ)\b[^,;]{0,24}(?:ngày"
    r"|tháng|quý|năm|tuần|giờ|\d)"
)
_GRANTS = (
    "đồng ý",
    "nhất trí",
    "chấp thuận",
    "cho phép",
    "không đồng",
    "biểu dương",
    "ghi nhận",
    "hoan nghênh",
    "phê bình",
    "thống nhất chủ",
    "thống nhất đề",
    "thống nhất phương",
    "cơ bản",
    "đánh giá cao",
    "thống nhất với",
    "thống nhất thời",
)


# "… phải chịu trách nhiệm trước B nếu để …" warns of a consequence and asks for no act.
ANSWERS = re.compile(
    r"chịu trách nhiệm trước [^;]{3,60} (?:nếu\b|khi (?:để|xảy))"
    r"|(?:nào|để xảy ra) .{3,300} chịu trách nhiệm(?: trước \w|$)"
)

# "Người ghi: Lê Văn A" at the foot of minutes.
_SIGNS = re.compile(
    r"(?:người ghi(?: biên bản)?|thư ký|chủ trì|chủ tọa) : (?:ông |bà |đồng chí )?\w+(?: \w+){1,5}$"
)
# "Mong nhận được sự quan tâm, phối hợp …" closes a letter.
_HOPES = re.compile(r"(?:rất )?mong (?:nhận )?được")
# "Thời gian: xong trước 15/11" is the limit of the task before it.
_SLOT = re.compile(
    rf"{SLOT}(?: [^\s:;.,]+){{0,5}} :|"
    r"thời (?:gian|hạn) (?:hoàn thành|thực hiện|chậm nhất)(?: [^\s:;,]+){0,4} (?:trước|là|trong|xong) "
    r"[^:;,]{1,60}$"
)
# "Đơn vị nào không chấp hành sẽ bị thu hồi giấy phép" threatens.
_THREATENS = re.compile(r"(?:\w+ ){1,4}nào\b[^;]{3,120}\b(?:sẽ|thì) bị\b")
# "Việc này nhằm tháo gỡ khó khăn cho …" explains the order before it.
_EXPLAINS = re.compile(r"(?:việc|điều) (?:này|đó|trên) (?:nhằm|để|giúp|góp|là|cho thấy|đòi hỏi|sẽ)\b")
# "Trong tháng qua, Ban A đã …" tells what was done, whatever limit it met.
_TELLS = re.compile(
    r"(?:trong )?(?:\w+ )?(?:thời gian|tháng|tuần|quý|năm) (?:vừa )?qua , [^;]{3,80} (?:đã|vừa) "
)


_NO_ORDER = (_TELLS, _SLOT, _HOPES, _EXPLAINS, _THREATENS)


# "Tỉnh khuyến khích người dân phản ánh …": advice to the people at large.
_AT_LARGE = re.compile(
    r"(?:mọi |các |những )?(?:người dân|nhân dân|người tiêu dùng|bà con|du khách|hộ dân)\b"
)


def never(r: Reading) -> bool:
    """Letterheads, recipients and the like instruct nobody; nor does a bare "… yêu cầu:" before its list."""
    if r.place.banned or (r.unit.tail.startswith(":") and r.pred.kind == "none"):
        return True
    if r.place.items and (opens_list(r) or names_only(r)):
        return True
    if r.unit.tail == ";" and r.pred.kind == "none" and r.frame and r.frame.strong and names_only(r):
        return True
    words = " ".join(r.tokens.words)
    if r.frame is None and _SIGNS.match(words) and r.pred.kind in ("none", "other"):
        return True
    if r.frame is None and any(pattern.match(words) for pattern in _NO_ORDER):
        return True
    if r.frame is None and r.subject and r.pred.word in ("khuyến cáo", "khuyến khích"):
        return bool(_AT_LARGE.match(" ".join(r.tokens.words[r.pred.at + 2 : r.pred.at + 6])))
    if "chịu trách" in words and ANSWERS.search(words):
        return True
    listed = heads_items(r) or reports(r) or names_only(r) or grants(r) or aims(r)
    return r.place.official and listed


# "… tổng hợp, báo cáo về một số nội dung sau:": the order is to report, the list says what.
_REPORTED = re.compile(
    r"báo cáo (?:\w+ ){0,2}về (?:một số |các |những )?(?:nội dung|vấn đề|chỉ tiêu|thông tin) sau$"
)


def opens_list(r: Reading) -> bool:
    """ "… yêu cầu A thực hiện các nội dung sau:", "… yêu cầu A, B triển khai, thực hiện:"."""
    last = r.tokens.at(len(r.tokens.words) - 1)
    if _REPORTED.search(" ".join(r.tokens.words[-12:])):
        return False
    short = r.place.official or len(r.tokens.words) - r.pred.at < 14
    if (short and last in ("sau", "đây")) or (r.place.official and last in ("tâm", "yếu", "thể")):
        return True
    rest = r.tokens.words[r.subject[-1].b :] if r.subject else ["-"]
    return all(word in _BARE for word in rest)


def heads_items(r: Reading) -> bool:
    """ "3. Nâng cao trách nhiệm người đứng đầu" over a) and b), or "B lãnh đạo, chỉ đạo:" over its list."""
    p = r.place
    if p.heading and p.level and p.inner > p.level and not r.unit.tail:
        return not r.subject and r.frame is None
    rest = r.tokens.words[r.subject[-1].b :] if r.subject else ["-"]
    return p.items and all(word in _BARE for word in rest)


_BARE_WORDS = ", và lãnh đạo chỉ tập trung thực hiện tổ chức triển khai có trách nhiệm cần phải"
_BARE = frozenset(_BARE_WORDS.split())


def reports(r: Reading) -> bool:
    """ "Đồng chí A báo cáo kết quả …" in the minutes, before anybody has told anybody anything."""
    if r.place.section == "task" or r.frame is not None or not r.subject:
        return False
    told = r.pred.word in ("báo cáo", "thông qua", "trình bày", "điều hành", "phản ánh")
    return told and (bool(OFFICES.match(r.tokens.words, r.subject[0].a)) or r.place.section != "about")


def grants(r: Reading) -> bool:
    """ "Đồng ý chủ trương …", "Về đề nghị của A: nhất trí …": consent, praise and blame ask for no act."""
    words = r.tokens.words
    asks = r.frame is not None and r.frame.strong
    if not asks and " ".join(words[r.body : r.body + 3]).startswith(_GRANTS):
        return True
    # Behind the label of the matter the answer may name who gives it.
    colon = next((j for j in range(r.body, len(words)) if words[j] == ":"), 0)
    label = " ".join(words[r.body : colon])
    if not colon or not (_MATTERS.search(label) or label.startswith(("đối với", "về "))):
        return False
    if " ".join(words[colon + 1 : colon + 5]) in _CONSENTS:
        return True
    at = name_list(r.tokens, colon + 1)[1]
    if not " ".join(words[at : at + 3]).startswith((*_GRANTS, *_ANSWERED)):
        return False
    # "…: đồng ý về nguyên tắc, Sở A hướng dẫn …" consents and orders.
    commas = (j for j in range(at, len(words)) if words[j] in ",;")
    acts = (name_list(r.tokens, j + 1) for j in commas)
    return not any(names and HEADS.match(words, end) for names, end in acts)


_CONSENTS = ("nhất trí chủ trương", "đồng ý chủ trương", "thống nhất chủ trương")
_MATTERS = re.compile(r"\b(?:đề nghị|đề xuất|kiến nghị|việc)\b")
_ANSWERED = ("chưa đồng", "ủng hộ", "thống nhất", "tiếp thu", "xem xét sau", "giữ nguyên")


def aims(r: Reading) -> bool:
    """A line of "Mục đích, yêu cầu" that addresses nobody, or somebody's opinion in the minutes."""
    if r.place.section == "aim":
        return r.frame is None and not (r.subject and r.pred.kind in ("head", "modal"))
    return False


def names_only(r: Reading) -> bool:
    """ "Bộ trưởng các Bộ: A, B;", "Giao A chủ trì, phối hợp B:": who is told, and not yet what to do."""
    if r.pred.kind == "tense":
        return False
    if not r.subject:
        told = r.unit.tail.startswith(":") and r.pred.word in ("chỉ đạo", "lãnh đạo") and r.pred.at == r.body
        return told and max([0, *partners_end(r)]) >= len(r.tokens)
    last = max([r.subject[-1].b, *partners_end(r)])
    if r.pred.kind != "none" and r.place.items:
        last = max(last, r.pred.at + len(r.pred.word.split()))
    spelled = r.tokens.at(r.body) == "các" and r.tokens.at(last) == ")"  # "Các đoàn thể (A, B):"
    return last + spelled >= len(r.tokens)


ORDERS = ("task", "about")


def governed(r: Reading, scope: Scope) -> bool:
    """An item below a body's own heading or below "… yêu cầu A, B:" that opens with what to do."""
    # What a letter lists below its "yêu cầu:" is for those it is sent to.
    told = scope.outline or (scope.addressed and r.place.section == "task")
    if not (r.place.official and r.unit.first and told) or r.place.banned:
        return False
    if not r.place.level and not (r.place.section in ORDERS and scope.current.heading):
        return False
    if r.place.section in ("past", "wish", "present", "aim") or (r.frame and r.frame.past):
        return False
    if r.place.heading and r.place.inner > r.place.level:
        return False  # "2. Rà soát văn bản" over its own items
    kind = r.pred.kind
    duty = r.tokens.words[r.body : r.body + 2] in (["là", "đầu"], ["là", "cơ"])
    return (kind == "head" and r.pred.at == r.body) or duty


_FORBIDS = ("không để", "không được", "nghiêm cấm", "tuyệt đối không")


# "Các đơn vị không được mua sắm trực tiếp"; what is not granted to them is no ban.
_BARS = re.compile(
    r"(?:tuyệt đối )?không (?:để|được (?!giao|cấp|phê|bố|hưởng|công|xét|hỗ|thanh|bổ|nhận|phép|tính|coi|xem))"
)


def forbids(r: Reading) -> bool:
    """An item that opens with a ban: "7. Không để xảy ra …", or a ban of a body among what is ordered."""
    if r.place.official and r.place.section in ORDERS and r.frame is None and r.subject:
        banned = " ".join(r.tokens.words[r.pred.at : r.pred.at + 3])
        return r.subject[0].a == r.body and bool(_BARS.match(banned))
    opens = " ".join(r.tokens.words[r.body : r.body + 3]).startswith(_FORBIDS)
    return (
        opens
        and r.frame is None
        and r.place.official
        and bool(r.place.level)
        and r.place.section in ("task", "about")
    )


# What a citizen does in the minutes of a reception: "1. Ông A, xã B: khiếu nại …".
_PLEADS = frozenset(("khiếu", "phản", "đề", "kiến", "tố", "nội", "trình", "hỏi"))


def plain_item(r: Reading) -> bool:
    """A numbered item of a signed paper that says what a named body does: "5. Sở A theo dõi …"."""
    told = r.place.official and r.place.level and r.pred.kind == "head" and r.place.section in ORDERS
    if told and "(" in r.tokens.words and bracketed(r.tokens)[0]:
        return True  # "a) Xây dựng nghị quyết … (Chủ trì: Sở A)"
    if r.place.official and r.place.level and r.frame is None and not r.subject and behind(r.tokens)[0]:
        return True  # "- Hội nghị tổng kết năm 2025 (Văn phòng Đảng ủy chuẩn bị)"
    if not (r.place.official and r.subject and r.frame is None):
        return False
    a = r.subject[0].a
    if r.connector == VOICED and r.pred.kind == "head" and a == r.body:
        return True  # "Kết luận: Sở A hoàn thành …"
    if not r.place.level and not (r.place.told and a == r.body):
        return False
    if r.tokens.at(a) in ("ông", "bà", "công", "hộ") and r.tokens.at(r.pred.at) in _PLEADS:
        return False
    body = core(r.tokens, a + (r.tokens.at(a) in ("các", "những")))
    listed = r.place.section in ORDERS and r.tokens.at(r.pred.at - 1) == ":"
    told = r.pred.kind == "head" or (r.pred.kind == "other" and listed)
    return told and bool(body) and r.place.section in ORDERS


def told_by_name(r: Reading) -> bool:
    """A line of a press report that is nothing but "UBND tỉnh A: Hoàn thành …"."""
    if r.place.official or not (r.unit.first and r.subject) or r.frame is not None or r.pred.kind != "head":
        return False
    t, a = r.tokens, r.subject[0].a
    opens = a == r.body and t.at(r.pred.at - 1) == ":" and t.caps[r.pred.at]
    return opens and bool(core(t, a)) and t.caps[a] and r.place.section not in ("past", "wish", "present")


def plain_order(r: Reading, alone: bool) -> bool:
    """ "Giao A làm …", or in a text of one or two sentences "A làm …, xong trước ngày …"."""
    f = r.frame
    if r.subject and f is not None and f.strong and r.tokens.words[:3] == ["trên", "đây", "là"]:
        return True  # "Trên đây là ý kiến của A, yêu cầu các sở thực hiện"
    if (
        not r.subject
        or r.pred.kind not in ("head", "modal")
        or r.place.section in ("past", "wish", "present")
    ):
        return False
    if f is not None and f.strong and f.before == "none" and not f.past and not f.passive:
        dated = bool(_LIMIT.search(" ".join(r.tokens.words)))
        return f.word in _ASSIGNS or (alone and f.word == "đề nghị" and dated)
    words = r.tokens.words
    if not alone or f is not None or any(PAST.match(words, j) for j in range(r.pred.at)):
        return False
    return bool(_LIMIT.search(" ".join(words[r.pred.at :])))


SURE = 0.75


def beyond_doubt(readings: list[Reading], chances: list[float], propose: float) -> bool:
    """Whether an order is nearly certain, or a frame names whom it tells in a likely one or over a list."""
    return max(chances) >= SURE or any(
        r.frame is not None
        and r.frame.strong
        and not r.frame.past
        and r.subject
        and (c >= propose or r.unit.tail.startswith(":"))
        for r, c in zip(readings, chances, strict=True)
    )
