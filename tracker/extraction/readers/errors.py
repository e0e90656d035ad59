"""Why a file could not be read: the one table of codes and of the sentences shown to the person.

Every sentence says what happened and what to do next; none repeats anything from the file.
"""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "empty": "Tệp rỗng, không có nội dung; đề nghị kiểm tra lại và tải lên tệp khác.",
    "no_text": (
        "Không tìm thấy chữ nào trong tệp; đề nghị mở tệp kiểm tra, hoặc dán nội dung vào ô nhập văn bản."
    ),
    "too_large": "Tệp lớn hơn {limit} MiB; đề nghị bỏ bớt hình ảnh, hoặc tách tệp rồi tải lên từng phần.",
    "type_unsupported": (
        "Hệ thống không đọc loại tệp này; đề nghị lưu thành .docx hoặc .pdf rồi tải lên "
        "(đọc được: .docx, .doc, .pdf, .html, .eml, .msg, .txt)."
    ),
    "type_rtf": "Tệp ở định dạng RTF; đề nghị mở bằng Word, chọn “Lưu thành” .docx rồi tải lên.",
    "type_image": "Tệp là ảnh chụp; đề nghị quét văn bản thành tệp PDF rồi tải lên.",
    "type_archive": "Tệp là tệp nén; đề nghị giải nén rồi tải lên từng văn bản.",
    "type_office": (
        "Tệp là bảng tính hoặc bản trình chiếu; đề nghị lưu phần nội dung thành .docx hoặc .pdf rồi tải lên."
    ),
    "type_mixed": (
        "Tệp chứa lẫn nhiều loại nội dung nên không an toàn; đề nghị mở bằng Word, lưu thành tệp mới rồi "
        "tải lên."
    ),
    "damaged": (
        "Tệp {kind} bị hỏng hoặc tải lên chưa hết; đề nghị mở tệp, lưu lại thành tệp mới rồi tải lên lần nữa."
    ),
    "encrypted": (
        "Tệp được đặt mật khẩu nên không đọc được; đề nghị gỡ mật khẩu (lưu lại không mật khẩu) rồi tải lên."
    ),
    "unsafe": (
        "Tệp {kind} có cấu trúc không an toàn nên bị từ chối; đề nghị mở bằng Word, lưu thành tệp .docx "
        "mới rồi tải lên."
    ),
    "macro": "Tệp Word có chứa macro; đề nghị lưu thành .docx (không macro) rồi tải lên.",
    "too_big_inside": (
        "Nội dung bên trong tệp {kind} quá lớn; đề nghị tách thành nhiều tệp nhỏ hơn rồi tải lên từng tệp."
    ),
    "too_many_pages": (
        "Tệp có {pages} trang, vượt quá {limit} trang; đề nghị tách lấy phần văn bản kết luận rồi tải lên."
    ),
    "timeout": (
        "Đọc tệp quá {limit} giây nên phải dừng; đề nghị tách thành tệp nhỏ hơn, hoặc dán nội dung vào ô "
        "nhập văn bản."
    ),
    "memory": (
        "Đọc tệp cần quá nhiều bộ nhớ nên phải dừng; đề nghị bỏ hình ảnh, bảng lớn hoặc tách tệp rồi tải lên."
    ),
    "no_ocr": (
        "Tệp PDF là bản quét (chỉ có ảnh) mà máy chủ chưa cài chương trình nhận dạng chữ; "
        "đề nghị tải lên bản .docx, "
        "hoặc dán nội dung vào ô nhập văn bản, hoặc báo quản trị viên cài tesseract tiếng Việt."
    ),
    "no_body": (
        "Thư không có phần nội dung đọc được; đề nghị mở thư, sao chép nội dung rồi dán vào ô nhập văn bản."
    ),
    "missing": "Không tìm thấy tệp; đề nghị kiểm tra lại đường dẫn.",
}

WARNINGS: dict[str, str] = {
    "extension": "Tệp mang đuôi {ext} nhưng nội dung là {kind}; đã đọc theo nội dung.",
    "scan": (
        "Văn bản được nhận dạng từ ảnh quét, có thể sai dấu; đề nghị đối chiếu với bản gốc trước khi xác "
        "nhận."
    ),
    "scan_part": "Mới nhận dạng được {done} trên {pages} trang; các trang còn lại chưa có trong văn bản.",
    "page_without_text": (
        "Có {count} trang chỉ là ảnh và chưa được nhận dạng chữ; đề nghị đối chiếu với bản gốc."
    ),
    "images": "Tệp có hình ảnh mà hệ thống không đọc được chữ bên trong; đề nghị xem bản gốc.",
    "embedded": "Tệp có tệp khác được nhúng bên trong mà hệ thống không đọc; đề nghị tải riêng nếu cần.",
    "attachments": (
        "Thư có {count} tệp đính kèm; nội dung đính kèm không đưa vào văn bản, đề nghị tải riêng từng tệp."
    ),
    "javascript": "Tệp PDF có mã lệnh nhúng; hệ thống không chạy mã này.",
    "old_code": (
        "Văn bản dùng bảng mã cũ {code} đã được chuyển sang Unicode; đề nghị kiểm tra chữ hoa và dấu."
    ),
    "charset": "Không chắc chắn về bảng mã của tệp (đã đọc theo {charset}); đề nghị kiểm tra dấu tiếng Việt.",
    "changes": "Tệp còn dấu vết sửa đổi: đã giữ phần thêm vào và bỏ phần đã xóa.",
    "numbering_lost": (
        "Số thứ tự tự động của tệp .doc cũ có thể không hiện; đề nghị lưu thành .docx nếu cần đánh số."
    ),
}


class ReadError(Exception):
    """The file cannot be read. ``code``: a key of SENTENCES; ``message``: a sentence with advice."""

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        self.details = details
        filled = {"kind": "này", "limit": "giới hạn", "pages": "quá nhiều"} | details
        self.message = SENTENCES[code].format(**filled)
        super().__init__(self.message)


def warning(key: str, **details: object) -> str:
    """The warning sentence of that key."""
    return WARNINGS[key].format(**details)
