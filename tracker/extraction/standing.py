"""How high somebody stands: what a province "đề nghị" of a district is an order, and a wish the other way."""

from __future__ import annotations

from tracker.extraction.cues import SPEAKERS
from tracker.extraction.lexicon import words
from tracker.extraction.phrases import Phrases

_RANKS = {
    5: words("""
bộ y | bộ tài | bộ công | bộ nông | bộ xây | bộ giao | bộ kế | bộ nội | bộ giáo | bộ lao | bộ văn | bộ thông
bộ trưởng | bộ tư | bộ khoa | bộ chính | bộ ngành | bộ quốc | bộ ngoại | thủ tướng | chính phủ | trung ương
quốc hội | quốc gia | thứ trưởng | tổng bí thư | chủ tịch nước | ban bí thư | bộ , ngành | các bộ | bộ này
văn phòng chính phủ | tổng cục | thống đốc | cấp trên
"""),
    4: words("""
tỉnh ủy | thành ủy | tỉnh | thành phố | tp | ubnd tỉnh | ubnd thành phố | ủy ban nhân dân tỉnh | hđnd tỉnh
hội đồng nhân dân tỉnh | ubnd các tỉnh | ủy ban nhân dân các tỉnh | ubnd tp | công văn | công điện
văn bản | chỉ thị | thông báo | kết luận
"""),
    3: words("""
sở | ban | ngành | cục | chi cục | công an | bộ chỉ huy | giám đốc | trưởng ban | đoàn thể | văn phòng
viện kiểm sát | vksnd | viện trưởng | tòa án | mặt trận | mttq | hội | liên đoàn | bảo hiểm xã hội | kho bạc
ngân hàng | cơ quan | đơn vị | thủ trưởng | lực lượng | tỉnh đoàn | điện lực
"""),
    2: words("""
huyện | quận | thị xã | huyện ủy | thị ủy | quận ủy | thành phố , thị xã | địa phương | cấp ủy | chính quyền
huyện này | ubnd các huyện | ủy ban nhân dân các huyện | ủy ban nhân dân huyện | đảng bộ | đảng ủy
"""),
    1: words("""
xã | phường | thị trấn | thôn | ấp | bản | khu phố | tổ dân phố | phòng | trường | bệnh viện | trung tâm
chi bộ | ủy ban nhân dân các xã | ủy ban nhân dân xã | đoàn thanh tra | đoàn kiểm tra | cán bộ
công chức | đảng viên
"""),
    0: words("""
doanh nghiệp | công ty | tập đoàn | cử tri | người dân | đại diện | đại biểu | nhà đầu tư | ý kiến
nhân dân
hộ | chủ đầu tư | nhà thầu | hai bên | bà con | chuyên gia | luật sư | hợp tác xã | khách
"""),
}
_ALL = Phrases(p for phrases in _RANKS.values() for p in phrases)
_OF = {" ".join(p.replace(",", " , ").split()): rank for rank, phrases in _RANKS.items() for p in phrases}


def rank(of: list[str]) -> int | None:
    """5 for the centre, 4 a province, 3 its departments, 2 districts, 1 communes, 0 persons and firms."""
    for i, word in enumerate(of):
        if word in _ALL.firsts and (found := _ALL.text(of, i)):
            return _OF[found]
    return None


def giver(before: list[str]) -> int | None:
    """The rank of who speaks, given the words before the frame: by the post named last."""
    for j in range(len(before) - 1, -1, -1):
        if (
            before[j] in SPEAKERS.firsts
            and SPEAKERS.match(before, j)
            and (found := rank(before[j:])) is not None
        ):
            return found
    return rank(before)


def way(of: int | None, to: int | None) -> str:
    """Whether what is asked goes down, up, or stays among equals."""
    if of is None or to is None:
        return "?"
    return "down" if of > to else "up" if of < to else "level"
