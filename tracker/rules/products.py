"""Kinds of products a directive may ask for, as the reader names them, with their Vietnamese."""

PRODUCT_VI = {
    "report": "Báo cáo",
    "plan": "Kế hoạch",
    "scheme": "Đề án, phương án",
    "resolution": "Nghị quyết, chỉ thị, quy định",
    "guidance": "Văn bản hướng dẫn",
    "programme": "Chương trình",
    "event": "Hội nghị, sự kiện được tổ chức",
    "inspection": "Kết quả kiểm tra, rà soát",
    "disbursement": "Kết quả giải ngân, quyết toán",
    "construction": "Công trình, dự án hoàn thành",
    "draft": "Dự thảo được hoàn thiện",
    "other": "Sản phẩm khác",
}


def product_vi(kind: str) -> str:
    """The Vietnamese of a product kind; an unknown kind stands for itself."""
    return PRODUCT_VI.get(kind, kind)
