"""The parts of a paper that never instruct: letterhead, recipients, closings, programmes, what is granted."""

from __future__ import annotations

import re

from tracker.extraction.segment import Unit

_RECIPIENTS = re.compile(r"nơi nhận\b")
# What is issued with a decision stands behind its recipients: "KẾ HOẠCH … (Kèm theo Quyết định số …)".
_ANNEX = re.compile(
    r"\(?(?:ban hành )?kèm theo (?:quyết định|công văn|thông báo|kế hoạch|chỉ thị|nghị quyết|tờ trình)"
    r"|(?:kế hoạch|phương án|chương trình hành động)$"
)
# A meeting's programme, a list or a form issued with it orders nothing.
_LIST_ANNEX = re.compile(r"(?:chương trình(?! hành động)|lịch|danh sách|thành phần|biểu mẫu|mẫu số)\b")
_SIGNATURE = re.compile(r"(?:t/m|tm\.|k/t|kt\.|t/l|tl\.|tuq\.)\s", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:thông báo|báo cáo|xin thông báo|trân trọng thông báo"
    r"|thông báo kết luận)[^.;]{0,90}?(?:\bbiết\b|thực hiện|triển khai)[^.;]{0,40}$"
    r"|(?:có hiệu lực (?:thi hành )?(?:kể )?từ ngày)|^trên đây là|được phổ biến đến"
    r"|xin trân trọng cảm ơn|trân trọng cảm ơn"
    r"|^mọi (?:vướng mắc|thông tin|thắc mắc|chi tiết)\b.*\bliên hệ\b"
)
_PART = re.compile(r"(?:mục|chương|phần)(?: thứ)? \w{1,5}")
# "Trên đây là ý kiến của A, yêu cầu các cơ quan thực hiện" closes with an order.
_LAST_ORDER = re.compile(r"trên đây là [^;:]{5,200}, (?:yêu cầu|đề nghị) ")
_CLOSING_START = re.compile(
    r"(?:văn phòng|ủy ban|ubnd|thừa lệnh|ban thường vụ|thường trực|thông báo|sở|bộ|nay|trên đây"
    r"|quyết định|chỉ thị|kết luận|(?:hướng dẫn|kế hoạch|công văn) này|xin|trân|mọi)"
)
_CAPTION = re.compile(
    r"(?:[ivx\d.\-–)/ ]*)(?:tổ chức thực hiện$|(?:một số |các )?(?:nhiệm vụ|giải pháp|phương hướng"
    r"|mục tiêu|kết quả|đánh giá|tồn tại|hạn chế|kiến nghị|đề xuất|tình hình"
    r"|nguyên nhân|thành phần|thời gian|nội dung|quan điểm|yêu cầu)\b)"
)
# "Yêu cầu các đơn vị …" without a full stop is an order, "Yêu cầu về thời gian" a heading.
_ASKED = re.compile(
    r"[ivx\d.\-–)/ ]*(?:yêu cầu|đề xuất|kiến nghị|đánh giá) (?!về|của|đối với|chung|trong|thời)\w+ \w+ \w+"
)
_DIVISION = re.compile(r"[ivx\d.\-–)/ ]*(?:phân công )?(?:nhiệm vụ )?(?:tổ chức )?thực hiện")
# The week's calendar says who sits where and tells nobody what to do.
_CALENDAR = re.compile(r"(?m:^)[^\S\n]*LỊCH (?:CÔNG TÁC|LÀM VIỆC|HỌP|TIẾP|TRỰC|GIAO BAN)\b")
# A line of a programme: "7h15 - 7h45: đón tiếp đại biểu".
_CLOCK = r"\d{1,2} ?(?:h|g|giờ|:) ?(?:\d\d)?(?: ?phút)?"
_PROGRAMME = re.compile(
    rf"[^\w\n]*(?:\d{{1,2}}[.)/] ?)?(?:từ )?{_CLOCK} ?(?:-|–|đến) ?{_CLOCK} ?(?:[:|\t,.]|$)"
)
# "[1] Công văn số … về …" at the foot of a page, where the text above points at it.
_FOOTNOTE = re.compile(r"(\[\d{1,2}\]) ?\w")
# "2. Về đề nghị các bộ ban hành …" announces what is answered; "Về đề nghị của A, giao B …" answers at once.
_ASKED_FOR = re.compile(
    r"[ivx\d.\-–)/ ]*về (?:việc |các )?(?:đề nghị|kiến nghị|đề xuất) "
    r"(?!.*[,:] ?(?:giao|yêu cầu|đề nghị|chỉ đạo|phân công|đồng ý|thống nhất)\b)[^:]+$"
)
# What is to be counted for a report: "… thống kê các nội dung sau: (1) Số hộ …; (2) Tổng kinh phí …".
_COUNTING = re.compile(r"\b(?:báo cáo|thống kê|tổng hợp)\b")
_COUNT = re.compile(r"(?:tổng )?(?:số|kinh phí|diện tích|giá trị|nhu cầu)\b")
# "Điều 1. Tặng Giấy khen cho …, gồm:" lists who gets something or what is approved.
_ARTICLE = re.compile(r"điều \d{1,2}\b")
_GIVES = re.compile(
    r"điều \d{1,2}[.: ]+(?:nay )?(?:tặng|khen thưởng|công nhận|truy tặng|bổ nhiệm|điều động|"
    r"phê duyệt (?:chủ trương |điều chỉnh |kết quả )?(?:đầu tư|dự án|dự toán|quyết toán|báo cáo|thiết kế|"
    r"lựa chọn|danh sách|danh mục|phương án|quy hoạch))\b"
)
# "Căn cứ chức năng, nhiệm vụ, tham gia …;" is a task, no basis of the paper.
_BY_DUTY = re.compile(
    r"\W*căn cứ (?:vào )?(?:chức năng|nhiệm vụ|tình hình|điều kiện|nội dung|kế hoạch này)\b"
)
# Papers that go upward or only invite: nobody below is told anything by them.
_UPWARD = re.compile(
    r"(?:^|\n)[ \t*]*(?:(?P<report>BÁO CÁO)|TỜ TRÌNH|PHIẾU TRÌNH|GIẤY MỜI|THƯ MỜI|GIẤY TRIỆU TẬP)"
    r"\b[^\n]{0,60}\n"
)
# A letter to those above: "UBND tỉnh kính trình Thủ tướng Chính phủ xem xét".
_BEGS = re.compile(r"\bkính (?:trình|báo cáo|mong)\b")
# A letter that answers or comments asks nobody to act: "V/v góp ý dự thảo …".
_COMMENTS = re.compile(
    r"(?:v/v|về việc):? (?:tham gia )?(?:góp ý|tham gia ý kiến|giải trình"
    r"|trả lời (?:các )?(?:kiến nghị|ý kiến|đơn|chất vấn|cử tri))"
)
# A notice to applicants and bidders.
_OFFERS = re.compile(
    r"THÔNG BÁO[ \t]*\n\s*(?:(?:V/v|Về việc) )?(?i:tuyển (?:dụng|sinh)|xét tuyển|thi tuyển|"
    r"mời (?:thầu|chào giá)|đấu giá)"
)


class Bans:
    """Why the units of one paper can be no directives; asked of every unit in its order."""

    def __init__(self, text: str, low: str, official: bool) -> None:
        self.text, self.low, self.official = text, low, official
        self.papers = _UPWARD.search(text[:2500]) if official else None
        letter = official and "kính gửi" in low[:1500]
        self.begs = bool(official and _OFFERS.search(text[:1500]))
        self.begs |= letter and bool(_BEGS.search(low) or _COMMENTS.search(low[:1500]))
        self.ended = self.listed = bool(_CALENDAR.search(text[:1500]))
        self.programme = False  # the line is one of a programme
        self.gives = False  # below an article that grants or approves
        self.counts = False  # below what is to be counted and reported

    def upward(self, ahead: bool) -> bool:
        """Whether the paper only asks or tells those above; a report that came to what is next does not."""
        return self.begs or bool(self.papers and not (self.papers["report"] and ahead))

    def annex(self, u: Unit, words: str, whole: bool) -> bool:
        """Whether what is issued with the paper begins here, behind its recipients."""
        if self.official and _RECIPIENTS.match(words):
            self.ended = True
        elif self.ended and whole and u.first:
            capitals = self.text[u.start : u.end].isupper()
            self.listed = self.listed or bool(capitals and _LIST_ANNEX.match(words))
            if _ANNEX.match(words) and not self.listed:
                self.ended = False
                return True
        return False

    def why(self, u: Unit, words: str, whole: bool) -> str:
        """The reason, or an empty string."""
        if u.first:
            line = self.low.rfind("\n", 0, u.start) + 1
            self.programme = bool(_PROGRAMME.match(self.low, line))
            if self.official and _ARTICLE.match(self.low, line):
                self.gives = bool(_GIVES.match(self.low, line))
            self.counts = self.counts and bool(_COUNT.match(words))
        why = self._by_words(u, words, whole) or ("granted" if self.gives else "")
        why = why or ("count" if self.counts else "")
        if self.official and u.tail.startswith(":") and _COUNTING.search(words):
            self.counts = True
        return why

    def _footnote(self, line: int) -> bool:
        note = _FOOTNOTE.match(self.low, line)
        return note is not None and self.low.find(note[1], 0, line) >= 0

    def _by_words(self, u: Unit, words: str, whole: bool) -> str:
        if self.ended:
            return "recipients"
        closes = len(words) < 320 and _CLOSING_START.match(words) and not _LAST_ORDER.match(words)
        if closes and _CLOSING.search(words.rstrip("./ ")):
            return "closing"
        if self.programme:
            return "programme"
        if self.official and u.first and _ASKED_FOR.match(words):
            return "asked"
        if u.first and self._footnote(self.low.rfind("\n", 0, u.start) + 1):
            return "footnote"
        # "Mục D. TỔ CHỨC THỰC HIỆN"
        part = _PART.match(words)
        named = self.text[u.start + (part.end() if part else 0) : u.end]
        if self.official and (named.isupper() or not named):
            return "title"
        if whole and u.first and len(words) < 90 and not u.tail and _is_caption(words):
            return "title"
        if whole and u.first and _DIVISION.fullmatch(words):
            return "title"
        basis = words.startswith(("căn cứ ", "- căn cứ")) and (u.tail[:1] in (";", ",") or "," not in words)
        basis = basis and not _BY_DUTY.match(words)
        if self.official and (basis or words.startswith(("v/v", "kính gửi")) or _SIGNATURE.match(words)):
            return "letterhead"
        return ""


def _is_caption(words: str) -> bool:
    return bool(_CAPTION.match(words)) and not _ASKED.match(words)
