"""The fields that belong to a body's name though they look like verbs or stand in lower case."""

from __future__ import annotations

from tracker.extraction.cues import ADVERBS, COMPOUNDS, FIELDS, HEADS, MODALS, PLACES, PLURALS
from tracker.extraction.lexicon import words as listed
from tracker.extraction.name_heads import core
from tracker.extraction.phrases import Phrases, Tokens

GENERIC = frozenset(["quan", "vị", "chức", "lượng", "ban", "phận", "bộ", "ngành", "thể", "sở", "viên"])

# What an office manages, builds or serves, in words that are no predicate of their own.
_MANAGED = listed(
    """
quản lý | phát triển | kiểm soát | phục vụ | dịch vụ | xúc tiến | kiểm định | đăng ký | hỗ trợ
nghiên cứu | điều hành | giám sát | tư vấn | khai thác | vận hành | bảo trợ | bảo tồn | điều phối | cứu hộ
dự án
"""
)
_FIELD_WORDS = listed(
    """
trật tự | dự án | công trình | giao thông | công cộng | công nghiệp | dân dụng | đất đai | quỹ đất
thị trường | chất lượng | nông thôn | đô thị | hạ tầng | kỹ thuật | khu công | khu kinh | kinh tế
cụm công | chế xuất | thủy lợi | thủy sản | nông nghiệp | lâm nghiệp | rừng phòng | rừng đặc | phòng hộ
đặc dụng | du lịch | môi trường | bệnh tật | hành chính | xã hội | doanh nghiệp | đầu tư | xây dựng
phát triển | di tích | danh thắng | bến xe | cảng cá | chợ đầu | chuyên ngành | vốn nhà | nhà nước | nhà ở
công sản | quản lý
"""
)
_ALSO_VERBS = listed(
    """
đầu tư | xây dựng | phát triển | quản lý
"""
)


def field_words(t: Tokens, i: int, k: int) -> int:
    """ "Cục Quản lý xây dựng và chất lượng công trình giao thông": the field behind a task word."""
    words = t.words
    if t.caps[k]:
        return 0
    for j in range(max(i, k - 6), k - 1):
        if t.caps[j] and " ".join(words[j : j + 2]) in _MANAGED:
            break
    else:
        return 0
    n = 0
    while k + n + 1 < len(t.words):
        at = k + n + (words[k + n] in ("và", "-", ",") and n > 0)
        at += words[at] == "các"
        pair = " ".join(words[at : at + 2])
        if pair not in _FIELD_WORDS:
            break
        if pair in _ALSO_VERBS and not _field_goes_on(t, at + 2):
            break
        n = at + 2 - k
    return n


def _field_goes_on(t: Tokens, k: int) -> bool:
    """A field word that is also a verb belongs to the name only when the name or its predicate follows."""
    pair = " ".join(t.words[k : k + 2])
    if t.at(k) == "và":
        pair = " ".join(t.words[k + 1 : k + 3])
    return (
        pair in _FIELD_WORDS
        or t.at(k) in ("tỉnh", "huyện", "thành", "số", "khu")
        or bool(HEADS.match(t.words, k))
    )


# "các doanh nghiệp sử dụng năng lượng trọng điểm thực hiện nghiêm …": what such a doer does names it.
DOERS = frozenset(
    ("nghiệp", "hộ", "người", "nhân", "vị", "chức", "sở", "quan", "lượng", "phương", "thầu", "viện")
)
_WHAT_THEY_DO = listed(
    """
sử dụng | kinh doanh | sản xuất | thi công | khai thác | vận tải | cung cấp | cung ứng | quản lý | đầu tư
xuất khẩu | nhập khẩu | chế biến | vận hành | tham gia | phụ trách | vi phạm | tổ chức | thực hiện
hoạt động | chăn nuôi | nuôi trồng | đóng trên | thuộc diện | được giao | được phân | bán lẻ | bán buôn
buôn bán | thu mua | giết mổ
"""
)
_ACT_ON = (
    ["thực", "hiện"],
    ["phối", "hợp"],
    ["chấp", "hành"],
    ["báo", "cáo"],
    ["cam", "kết"],
    ["cố", "gắng"],
)


_TOLD_WHICH = (["liên", "quan"], ["chức", "năng"])
_CARRY_OUT = ["tổ", "chức", "thực", "hiện"]


def relative_verb(t: Tokens, k: int) -> int:
    """Length of the clause at `k` that says which bodies are meant, up to what they are to do; 0 for none."""
    words = t.words
    if words[k] == "có":
        return _having(t, k)
    if " ".join(words[k : k + 2]) not in _WHAT_THEY_DO or words[k : k + 4] == _CARRY_OUT:
        return 0
    known = words[k - 1] == "phương" or words[k - 2 : k] in _TOLD_WHICH
    if known and words[k : k + 2] in (["tổ", "chức"], ["thực", "hiện"]):
        return 0  # "các cơ quan liên quan thực hiện …": which is said, this is the task
    for j in range(k + 2, min(k + 12, len(t.words))):
        if not words[j][0].isalpha() or words[j] == "vì":
            return 0
        if j > k + 2 and (
            ADVERBS.match(words, j) >= 2 or MODALS.match(words, j) or words[j : j + 2] in _ACT_ON
        ):
            # "tổ chức trực ban và nghiêm túc báo cáo": two things to do
            return 0 if words[j - 1] == "và" else j - k
    return 0


_NO_POSSESSION = frozenset(("gì", "thể", "liên", "thẩm", "được", "phải", "cần", "sự", "ý", "văn", "nhiều"))


def _having(t: Tokens, k: int) -> int:
    """ "các địa phương có rừng xác định …": "có rừng" names them; "có trách nhiệm" is what they are told."""
    if HEADS.match(t.words, k) > 1 or MODALS.match(t.words, k) or t.at(k + 1) in _NO_POSSESSION:
        return 0
    return _up_to_task(t, k, 2)


# "UBND xã nơi có dự án", "các cơ quan trong ngành hàng không", "các xã chưa có dịch": which of them is meant.
_WHICH = Phrases(
    listed("""
nơi có | có tên tại | có tên trong | chưa có | không có | chưa đạt | phụ trách xã | phụ trách huyện
nơi xảy ra | nơi đặt | có dự án | có dịch | chưa hoàn thành | trong ngành
trong danh sách | trong hệ thống | trong khối | trong diện | trong khu vực | trong lĩnh vực | trong vùng
trong tổ công tác | được kiểm tra | đang thi công | đóng tại
""")
)


# Of one body these tell what it does or was told, of many which are meant.
_WHICH_OF_MANY = Phrases(
    listed("""
được phân công phụ trách huyện, thị xã, thành phố | được phân công phụ trách các địa phương
được phân công phụ trách | được giao phụ trách | được giao quản lý | được phân công | được giao
là thành viên | là chủ đầu tư
chưa phân bổ | chưa giải ngân | để phát sinh | để xảy ra
làm chủ đầu tư tiểu dự án | phụ trách lĩnh vực | phụ trách khối | phụ trách địa bàn | phụ trách ngành
""")
)


def qualifier(t: Tokens, k: int) -> int:
    """Length of the words behind any body that say which one is meant, up to its task; 0 for none."""
    if t.words[k] == "nào":
        return _case(t, k)
    n = _WHICH.match(t.words, k) if t.words[k] in _WHICH.firsts else 0
    if not n and t.words[k] in _WHICH_OF_MANY.firsts and not PLURALS.isdisjoint(t.words[max(0, k - 8) : k]):
        n = _WHICH_OF_MANY.match(t.words, k)
    return _up_to_task(t, k, n) if n else 0


def _case(t: Tokens, k: int) -> int:
    """ "đơn vị nào chưa lắp đặt xong thì …": the case that tells which bodies are meant."""
    for j in range(k + 1, min(k + _LONGEST_CASE, len(t.words))):
        if t.words[j] == "thì" or (t.words[j] == "phải" and j > k + 1):
            return j - k
        if not t.words[j][0].isalnum() and t.words[j] not in ("/", "%", "-"):
            break
    return 0


_LONGEST_CASE = 18


def past_case(t: Tokens, k: int) -> int:
    """Where the clause at `k` goes on: "chi bộ nào chưa họp thì bí thư … giải trình" tells the secretary."""
    which = next((j for j in range(k + 1, min(k + 5, len(t.words))) if t.words[j] == "nào"), 0)
    then = which + _case(t, which) if which else 0
    return then + 1 if then > which and t.at(then) == "thì" and core(t, then + 1) else k


_LONGEST = 9


def _up_to_task(t: Tokens, k: int, n: int) -> int:
    """Words from `k` on, `n` of them known, up to the verb or modal that opens what the body is to do."""
    j, most = k + n, k + n + _LONGEST
    while j < min(most, len(t.words)):
        if t.words[j] == "(" and (closing := _closing(t, j)):
            most += closing + 1 - j
            j = closing + 1
            if j >= len(t.words) or t.words[j] == ":":
                return j - k
            continue
        if not (t.words[j][0].isalnum() or t.words[j] == "%"):
            return 0
        if HEADS.match(t.words, j) >= 2 or MODALS.match(t.words, j):
            return j - k
        j += 1
    # Over a list nothing follows: "Các xã có rừng" heads what they are to do.
    return len(t.words) - k if j == len(t.words) and j - k <= n + _AT_THE_END else 0


_AT_THE_END = 2


def _closing(t: Tokens, k: int) -> int:
    """The bracket that closes the one at `k`, or 0 where it is too far."""
    return next((j for j in range(k + 1, min(k + _BRACKET, len(t.words))) if t.words[j] == ")"), 0)


_BRACKET = 22


_FIELDED = frozenset(
    (
        "phòng",
        "trung",
        "vụ",
        "chi",
        "cục",
        "hiệp",
        "viện",
        "ban",
        "khoa",
        "trưởng",
        "liên",
        "trạm",
        "đội",
        "quỹ",
    )
)
_LONGEST_FIELDS = 40  # in words; a line of capitals is no office's name


def triple(t: Tokens, i: int, k: int) -> int:
    """ "Phòng Kinh tế, Hạ tầng và Đô thị": where the two or three fields of a local office end."""
    if t.words[i] not in _FIELDED and "phòng" not in t.words[i:k]:
        return k
    j, fields, end = k, 0, min(len(t.words), k + _LONGEST_FIELDS)
    while j < end and t.caps[j]:
        while j < end and (t.caps[j] or (t.words[j - 1], t.words[j]) in COMPOUNDS or _within(t, j)):
            j += 1
        fields += 1
        if t.at(j) not in (",", "và", "-", "–") or j + 1 >= len(t.words) or not t.caps[j + 1]:
            break
        if core(t, j + 1) and not (t.words[j] == "và" and tuple(t.words[j + 1 : j + 3]) in _TRADES):
            break
        j += 1
    if fields > 1 and not t.caps[min(j, len(t.words) - 1)]:
        j += FIELDS.match(t.words, j)  # "Viện Chiến lược, Chính sách tài nguyên và môi trường"
    return j if fields > 1 and "và" in t.words[k:j] else k


# What is a body of its own, and behind "và" of a department one of its fields.
_TRADES = (
    ("kiểm", "lâm"),
    ("kiểm", "ngư"),
    ("kiểm", "định"),
    ("thú", "y"),
    ("bảo", "hiểm"),
    ("kế", "toán"),
    ("thư", "viện"),
)


def _within(t: Tokens, j: int) -> bool:
    """ "Huấn luyện và Thi đấu TDTT": a small syllable between capitals of the same name."""
    for n in range(4):  # "Cục Bảo tồn thiên nhiên và Đa dạng sinh học"
        if not t.at(j + n).isalpha() or t.caps[j + n] or HEADS.match(t.words, j + n):
            break
        placed = not n and PLACES.match(t.words, j)
        if t.at(j + n + 1) == "và" and not placed and j + n + 2 < len(t.words) and t.caps[j + n + 2]:
            return not core(t, j + n + 2) and t.words[j] != "và"
    ahead = j + 1 + (t.at(j + 1) in ("và", ",", "-"))
    small = t.caps[j - 1] and t.words[j] != "và" and t.words[j][0].isalpha()
    return small and ahead < len(t.words) and t.caps[ahead] and not core(t, ahead)


BOARDS = (["ban", "chỉ"], ["tổ", "công"], ["ban", "quản"])


def board_field(t: Tokens, k: int) -> int:
    """ "Ban Chỉ đạo thực hiện Chương trình … tỉnh ": the field runs to the place that ends it."""
    for n in range(2, 14):
        j = k + n
        if (
            j >= len(t.words)
            or not t.words[j][0].isalpha()
            or ADVERBS.match(t.words, j) >= 2
            or MODALS.match(t.words, j)
        ):
            return 0
        if PLACES.match(t.words, j) and t.at(j - 1) not in ("các", "những", "địa", "trên"):
            after = j + PLACES.match(t.words, j)
            if (after < len(t.words) and t.caps[after]) or HEADS.match(t.words, after):
                return n
    return 0
