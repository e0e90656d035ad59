"""Which body usually handles a topic: a hint beside a directive that names nobody, never an addressee."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final, Literal

from tracker.extraction.deadline_text import view

Side = Literal["party", "state"]

# The day on which the provincial departments were merged.
MERGED: Final = dt.date(2025, 3, 1)
# Ban Tuyên giáo and Ban Dân vận became one body early in 2025; the exact day is unverified.
PARTY_MERGED: Final = dt.date(2025, 2, 10)


@dataclass(frozen=True, slots=True)
class Topic:
    """Words of a topic and the usual owner on each side, before and since the mergers of 2025."""

    words: re.Pattern[str]
    party: str | None = None
    party_since: str | None = None
    state: str | None = None
    state_since: str | None = None


def _topic(words: str, party: str = "", state: str = "") -> Topic:
    party_old, _, party_new = party.partition(" → ")
    state_old, _, state_new = state.partition(" → ")
    pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    return Topic(pattern, party_old or None, party_new or None, state_old or None, state_new or None)


TOPICS: Final = (
    _topic(
        "phòng,? chống tham nhũng|tham nhũng|tiêu cực|cải cách tư pháp|đơn thư|tiếp công dân|"
        "khiếu nại,? tố cáo",
        "Ban Nội chính Tỉnh ủy",
        "Thanh tra tỉnh",
    ),
    _topic(
        "kiểm tra,? giám sát|kỷ luật đảng|kỷ luật của đảng|tố cáo đảng viên|tố cáo tổ chức đảng",
        "Ủy ban Kiểm tra Tỉnh ủy",
        "Thanh tra tỉnh",
    ),
    _topic(
        "dân vận|tôn giáo|công tác dân tộc|đồng bào dân tộc",
        "Ban Dân vận Tỉnh ủy → Ban Tuyên giáo và Dân vận Tỉnh ủy",
        "Ban Dân tộc tỉnh → Sở Dân tộc và Tôn giáo",
    ),
    _topic(
        "tuyên giáo|tuyên truyền|dư luận xã hội|tư tưởng|học tập nghị quyết|quán triệt nghị quyết|báo chí",
        "Ban Tuyên giáo Tỉnh ủy → Ban Tuyên giáo và Dân vận Tỉnh ủy",
        "Sở Thông tin và Truyền thông → Sở Văn hóa, Thể thao và Du lịch",
    ),
    _topic(
        "chuyển đổi số|công nghệ thông tin|khoa học,? công nghệ|đổi mới sáng tạo",
        "",
        "Sở Thông tin và Truyền thông → Sở Khoa học và Công nghệ",
    ),
    _topic(
        "đầu tư công|giải ngân|quy hoạch tỉnh|thu hút đầu tư|xúc tiến đầu tư",
        "",
        "Sở Kế hoạch và Đầu tư → Sở Tài chính",
    ),
    _topic("ngân sách|dự toán|tài sản công|quyết toán", "", "Sở Tài chính → Sở Tài chính"),
    _topic(
        "đất đai|giải phóng mặt bằng|môi trường|khoáng sản|tài nguyên",
        "",
        "Sở Tài nguyên và Môi trường → Sở Nông nghiệp và Môi trường",
    ),
    _topic(
        "nông thôn mới|tái đàn|dịch bệnh vật nuôi|dịch tả lợn|chăn nuôi|thiên tai|"
        "phòng cháy,? chữa cháy rừng|đê điều",
        "",
        "Sở Nông nghiệp và Phát triển nông thôn → Sở Nông nghiệp và Môi trường",
    ),
    _topic("giao thông|đường cao tốc|tuyến đường", "", "Sở Giao thông vận tải → Sở Xây dựng"),
    _topic("xây dựng cơ bản|đô thị|nhà ở", "", "Sở Xây dựng → Sở Xây dựng"),
    _topic(
        "người có công|việc làm|giảm nghèo|trợ cấp xã hội",
        "",
        "Sở Lao động - Thương binh và Xã hội → Sở Nội vụ",
    ),
    _topic("covid-19|covid|dịch bệnh|khám bệnh,? chữa bệnh|y tế", "", "Sở Y tế → Sở Y tế"),
    _topic("giáo dục|năm học|trường học|học sinh", "", "Sở Giáo dục và Đào tạo → Sở Giáo dục và Đào tạo"),
    _topic(
        "khu vực phòng thủ|quân sự|tuyển quân|quốc phòng", "Đảng ủy Quân sự tỉnh", "Bộ Chỉ huy Quân sự tỉnh"
    ),
    _topic(
        "an ninh,? trật tự|trật tự an toàn xã hội|tội phạm|cháy nổ|cháy,? nổ|giấy phép lái xe",
        "Đảng ủy Công an tỉnh",
        "Công an tỉnh",
    ),
    _topic(
        "công tác tổ chức|tổ chức,? cán bộ|công tác cán bộ|nhân sự|quy hoạch cán bộ|biên chế|"
        "phát triển đảng viên|kết nạp đảng",
        "Ban Tổ chức Tỉnh ủy",
        "Sở Nội vụ → Sở Nội vụ",
    ),
    _topic(
        "chương trình công tác|quy chế làm việc|theo dõi,? đôn đốc|tổng hợp báo cáo",
        "Văn phòng Tỉnh ủy",
        "Văn phòng UBND tỉnh",
    ),
)


def owner_name(text: str, on: dt.date | None, side: Side = "party") -> str | None:
    """The usual owner of the first topic named in the text, in the name it bore on that day.

    Without a day only names that the mergers of 2025 left alone are given. The other side's owner is given
    where this side has none.
    """
    norm = view(text, 0, len(text)).norm
    hits = [(match.start(), rank) for rank, topic in enumerate(TOPICS) if (match := topic.words.search(norm))]
    if not hits:
        return None
    topic = TOPICS[min(hits)[1]]
    party = _named(topic.party, topic.party_since, on, PARTY_MERGED)
    state = _named(topic.state, topic.state_since, on, MERGED)
    return (party or state) if side == "party" else (state or party)


def _named(old: str | None, new: str | None, on: dt.date | None, since: dt.date) -> str | None:
    if new is None or new == old:
        return old
    if on is None:
        return None
    return new if on >= since else old
