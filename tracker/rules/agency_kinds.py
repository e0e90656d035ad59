"""Kinds of agencies as the register stores them, with the words officials use."""

KIND_VI = {
    "party-committee": "Cấp ủy, đảng ủy",
    "party-advisory": "Cơ quan tham mưu, giúp việc cấp ủy",
    "party-caucus": "Đảng đoàn, ban cán sự đảng",
    "party-press": "Báo, đài của Đảng",
    "party-school": "Trường chính trị",
    "office": "Văn phòng",
    "commune-party-committee": "Đảng ủy xã, phường",
    "district-party-committee": "Huyện ủy, thành ủy (trước 1/7/2025)",
    "central-party": "Cơ quan Đảng ở Trung ương",
    "province": "Tỉnh",
    "council": "Hội đồng nhân dân",
    "people-committee": "Ủy ban nhân dân",
    "assembly-delegation": "Đoàn đại biểu Quốc hội",
    "department": "Sở, ban, ngành",
    "management-board": "Ban quản lý",
    "vertical": "Cơ quan ngành dọc",
    "ministry": "Bộ, ngành Trung ương",
    "central-state": "Cơ quan Nhà nước ở Trung ương",
    "commune": "Xã, phường",
    "district": "Huyện, thành phố (trước 1/7/2025)",
    "front": "Mặt trận Tổ quốc",
    "socio-political-org": "Tổ chức chính trị - xã hội",
    "mass-association": "Hội quần chúng",
    "state-press": "Báo chí của Nhà nước",
    "armed-forces": "Quân đội, biên phòng",
    "police": "Công an",
    "court": "Tòa án",
    "procuracy": "Viện kiểm sát",
}


def kind_label(kind: str) -> str:
    """The Vietnamese of a kind; the code itself for one the table does not know."""
    return KIND_VI.get(kind, kind)
