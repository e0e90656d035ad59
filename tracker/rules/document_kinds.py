"""Kinds of official papers: the reader's names for them and the words officials use."""

DOCUMENT_KIND_VI = {
    "thong_bao_ket_luan": "Thông báo kết luận",
    "thong_bao": "Thông báo",
    "ket_luan": "Kết luận",
    "cong_dien": "Công điện",
    "chi_thi": "Chỉ thị",
    "cong_van": "Công văn",
    "bien_ban": "Biên bản",
    "nghi_quyet": "Nghị quyết",
    "quyet_dinh": "Quyết định",
    "ke_hoach": "Kế hoạch",
    "bao_cao": "Báo cáo",
    "quy_dinh": "Quy định",
    "huong_dan": "Hướng dẫn",
    "chuong_trinh": "Chương trình",
    "to_trinh": "Tờ trình",
}


def document_kind_vi(kind: str) -> str:
    """The Vietnamese of a kind; a kind that somebody typed stands for itself."""
    return DOCUMENT_KIND_VI.get(kind, kind.replace("_", " "))
