"""Orders as offices and newspapers word them, with their days, and look-alikes that bind to none."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from pathlib import Path

import pytest

from tracker.extraction.deadlines import find_deadlines
from tracker.extraction.types import Anchors
from tracker.rules.workdays import Calendar

ROWS = json.loads((Path(__file__).parents[2] / "fixtures" / "calendar.json").read_text("utf-8"))
CALENDAR = Calendar.from_rows(ROWS)


def read(sentence, day):
    anchors = Anchors(reference=dt.date.fromisoformat(day))
    found = find_deadlines(sentence, (0, len(sentence)), anchors, CALENDAR)
    for limit in found:
        assert sentence[limit.start : limit.end] == limit.phrase
    return [limit.date and limit.date.isoformat() for limit in found]


# order, day of the document, days of its limits
ORDERS = [
    (
        "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính tham mưu UBND tỉnh ban hành quyết "
        "định, hoàn thành trong tháng 11/2025.",
        "2025-10-03",
        ["2025-11-30"],
    ),
    (
        "Yêu cầu các xã, phường hoàn thành việc rà soát, báo cáo Ủy ban nhân dân tỉnh (qua Sở "
        "Nội vụ) trước ngày 05 tháng 12 năm 2025.",
        "2025-11-10",
        ["2025-12-05"],
    ),
    (
        "Văn phòng Tỉnh ủy tổng hợp, báo cáo Thường trực Tỉnh ủy chậm nhất vào ngày 20/12.",
        "2025-11-10",
        ["2025-12-20"],
    ),
    ("Thời gian hoàn thành: 31/12/2025.", "2025-11-10", ["2025-12-31"]),
    (
        "Hoàn thành công tác giải phóng mặt bằng trước ngày 31.12.2025 để khởi công dự án.",
        "2025-11-10",
        ["2025-12-31"],
    ),
    ("Báo cáo kết quả về Ban Tổ chức Tỉnh ủy trước 17h00 ngày 15/11/2025.", "2025-11-10", ["2025-11-15"]),
    ("Các đơn vị gửi số liệu trước 16 giờ 30 hôm nay để tổng hợp.", "2025-11-10", ["2025-11-10"]),
    ("Công an tỉnh báo cáo nhanh trước 9h sáng mai.", "2025-11-10", ["2025-11-11"]),
    (
        "Trong quý I năm 2026, Sở Xây dựng phải trình UBND tỉnh phê duyệt đồ án quy hoạch.",
        "2025-11-10",
        ["2026-03-31"],
    ),
    (
        "Đề nghị Ban Thường vụ các huyện ủy, thành ủy chỉ đạo hoàn thành đại hội chi bộ xong "
        "trong quý I/2025.",
        "2024-11-10",
        ["2025-03-31"],
    ),
    (
        "Báo cáo UBND tỉnh trong vòng 05 ngày làm việc kể từ ngày ban hành Thông báo này.",
        "2025-11-10",
        ["2025-11-17"],
    ),
    (
        "Trong thời hạn 10 ngày kể từ ngày ký Thông báo này, các sở, ngành báo cáo kết quả thực hiện.",
        "2025-11-10",
        ["2025-11-20"],
    ),
    ("Sở Tài chính thẩm định, trả lời trong 03 ngày làm việc.", "2025-11-10", ["2025-11-13"]),
    (
        "Chậm nhất 15 ngày kể từ ngày nhận được văn bản này, các địa phương phải báo cáo kết quả.",
        "2025-11-10",
        ["2025-11-25"],
    ),
    ("Hạn cuối 20/11/2025.", "2025-11-10", ["2025-11-20"]),
    ("Nộp báo cáo, hạn chót là ngày 25/11.", "2025-11-10", ["2025-11-25"]),
    (
        "UBND huyện Phú Bình tập trung tháo gỡ vướng mắc, bàn giao toàn bộ mặt bằng cho chủ "
        "đầu tư trong tháng 6 này.",
        "2024-06-05",
        ["2024-06-30"],
    ),
    ("Phấn đấu đến 31/12/2025 giải ngân đạt 100% kế hoạch vốn.", "2025-11-10", ["2025-12-31"]),
    ("Đến hết quý III/2026 giải ngân tối thiểu 70% kế hoạch vốn giao.", "2025-11-10", ["2026-09-30"]),
    ("Khẩn trương hoàn thiện hồ sơ, trình Thường trực Tỉnh ủy trong tuần này.", "2025-11-12", ["2025-11-16"]),
    ("Gửi dự thảo về Văn phòng trước thứ Sáu tuần này.", "2025-11-12", ["2025-11-14"]),
    ("Báo cáo Ban Thường vụ vào thứ Hai tuần sau.", "2025-11-12", ["2025-11-17"]),
    (
        "Chuẩn bị các điều kiện để khai giảng, hoàn thành sửa chữa trường lớp trước ngày khai "
        "giảng năm học mới.",
        "2025-07-20",
        ["2025-09-05"],
    ),
    (
        "Chi trả đầy đủ chế độ cho người có công trước Tết Nguyên đán Bính Ngọ 2026.",
        "2025-12-20",
        ["2026-02-16"],
    ),
    ("Hoàn thành việc tặng quà hộ nghèo xong trước ngày 23 tháng Chạp.", "2025-12-20", ["2026-02-10"]),
    ("Hoàn thành 100% chỉ tiêu phát triển đảng viên năm 2025.", "2025-11-10", ["2025-12-31"]),
    (
        "Sở Y tế hoàn thành trước 15/12 và báo cáo UBND tỉnh trước 20/12.",
        "2025-11-10",
        ["2025-12-15", "2025-12-20"],
    ),
    ("Xây dựng kế hoạch chi tiết, trình phê duyệt trước ngày 10 tháng 12.", "2025-11-10", ["2025-12-10"]),
    ("Từ nay đến 30/11/2025, các địa phương phải hoàn thành xóa nhà tạm.", "2025-11-10", ["2025-11-30"]),
    (
        "Thanh tra tỉnh kết thúc thanh tra trong tháng 12/2025, báo cáo kết quả trong tháng 01/2026.",
        "2025-11-10",
        ["2025-12-31", "2026-01-31"],
    ),
    ("Ban Quản lý dự án khởi công công trình trong quý IV, bảo đảm tiến độ.", "2025-11-10", ["2025-12-31"]),
    (
        "Các chủ đầu tư phải hoàn thành quyết toán các dự án đã hoàn thành trong năm 2025.",
        "2025-11-10",
        ["2025-12-31"],
    ),
    ("Hoàn thành trước T12/2025.", "2025-11-10", ["2025-11-30"]),
    ("Xong trong T12/2025.", "2025-11-10", ["2025-12-31"]),
    (
        "Giao Ban Tuyên giáo tham mưu, trình Ban Thường vụ tại phiên họp tháng 12/2025.",
        "2025-11-10",
        ["2025-12-31"],
    ),
    ("Đề nghị Thường trực HĐND tỉnh xem xét, thông qua tại kỳ họp cuối năm 2025.", "2025-11-10", [None]),
    ("Trình HĐND tỉnh tại kỳ họp thường lệ giữa năm 2026.", "2025-11-10", [None]),
    ("Hoàn thành việc hợp nhất chậm nhất là cuối tháng 11.", "2025-11-10", ["2025-11-30"]),
    ("Báo cáo kết quả vào trung tuần tháng 12/2025.", "2025-11-10", ["2025-12-20"]),
    ("Rà soát, thống kê xong trước giữa tháng 12.", "2025-11-10", ["2025-12-15"]),
    (
        "Giải quyết dứt điểm các kiến nghị của cử tri trong 6 tháng đầu năm 2026.",
        "2025-11-10",
        ["2026-06-30"],
    ),
    ("Báo cáo Tỉnh ủy trước ngày 25 hằng tháng.", "2025-11-10", ["2025-11-25"]),
    (
        "Định kỳ báo cáo tiến độ vào ngày 15 và ngày 30 hằng tháng.",
        "2025-11-10",
        ["2025-11-15", "2025-11-30"],
    ),
    ("Gửi báo cáo trước 15h00 thứ Năm hằng tuần.", "2025-11-10", ["2025-11-13"]),
    ("Báo cáo quý trước ngày 15 của tháng cuối quý.", "2025-11-10", ["2025-12-15"]),
    ("Báo cáo kết quả năm trước ngày 10/12 hằng năm.", "2025-11-10", ["2025-12-10"]),
    ("Tổ chức hội nghị tổng kết xong trước ngày 20-12-2025.", "2025-11-10", ["2025-12-20"]),
    ("Thời hạn báo cáo: trước ngày 30/11/2025.", "2025-11-10", ["2025-11-30"]),
    ("Thời hạn hoàn thành: Quý II/2026.", "2025-11-10", ["2026-06-30"]),
    ("Thời gian thực hiện: từ ngày 15/11/2025 đến ngày 30/11/2025.", "2025-11-10", ["2025-11-30"]),
    ("Hoàn thành việc kiểm kê từ ngày 01/12 đến 15/12/2025.", "2025-11-10", ["2025-12-15"]),
    ("Bàn giao mặt bằng (xong trước ngày 15/12).", "2025-11-10", ["2025-12-15"]),
    ("Sửa chữa trụ sở làm việc (hoàn thành trong quý I/2026).", "2025-11-10", ["2026-03-31"]),
    ("Rà soát quy hoạch cán bộ (quý IV/2025).", "2025-11-10", ["2025-12-31"]),
    ("Trước ngày 30/11/2025, Sở Tư pháp thẩm định và trình UBND tỉnh.", "2025-11-10", ["2025-11-30"]),
    ("Ngay trong tháng 11, các cấp ủy phải tổ chức kiểm điểm.", "2025-11-10", ["2025-11-30"]),
    ("Muộn nhất đến ngày 28/02/2026 phải hoàn thành nhập dữ liệu.", "2025-11-10", ["2026-02-28"]),
    ("Không để quá ngày 30/6/2026 mới bàn giao mặt bằng.", "2025-11-10", ["2026-06-30"]),
    ("Xử lý dứt điểm trong 2 ngày tới.", "2025-11-10", ["2025-11-12"]),
    ("Yêu cầu báo cáo trong vòng 24 giờ.", "2025-11-10", ["2025-11-11"]),
    ("Xây dựng đề án, báo cáo Ban Thường vụ trong vòng một tháng.", "2025-11-10", ["2025-12-10"]),
    ("Hoàn thành trong vòng hai tháng kể từ ngày hội nghị.", "2025-11-10", ["2026-01-10"]),
    (
        "Báo cáo sơ bộ ngay trong ngày 12/11, báo cáo đầy đủ trước 15/11.",
        "2025-11-10",
        ["2025-11-12", "2025-11-15"],
    ),
    ("Chỉ đạo bàn giao hồ sơ trước 24h ngày 30/6/2025.", "2025-06-10", ["2025-06-30"]),
    ("Hoàn thành trước 0 giờ ngày 01/7/2025.", "2025-06-10", ["2025-07-01"]),
    ("Đẩy nhanh tiến độ, đưa công trình vào sử dụng trước dịp 30/4/2026.", "2025-11-10", ["2026-04-30"]),
    ("Khánh thành công trình vào dịp 2/9/2026.", "2025-11-10", ["2026-09-02"]),
    (
        "Các sở hoàn thiện đề án vị trí việc làm, gửi Sở Nội vụ trước 05/12/2025 (thứ Sáu).",
        "2025-11-10",
        ["2025-12-05"],
    ),
    ("Rà soát lại toàn bộ, thứ Tư, ngày 19/11/2025 phải xong.", "2025-11-10", ["2025-11-19"]),
    ("Đến năm 2030, 100% xã đạt chuẩn nông thôn mới.", "2025-11-10", ["2030-12-31"]),
    (
        "Tham mưu sơ kết 5 năm thực hiện Nghị quyết, hoàn thành trong quý II/2026.",
        "2025-11-10",
        ["2026-06-30"],
    ),
    ("Tập trung cao độ, quyết tâm hoàn thành dự án ngay trong năm 2025.", "2025-11-10", ["2025-12-31"]),
    ("Công khai kết quả trước ngày 1 tháng 1 năm 2026.", "2025-11-10", ["2026-01-01"]),
    ("Xây dựng kịch bản tăng trưởng cho từng tháng, báo cáo trước ngày 31/1.", "2025-12-28", ["2026-01-31"]),
    (
        "Yêu cầu hết tháng 11 phải hoàn thành công tác đo đạc; hết quý I/2026 cấp xong giấy chứng nhận.",
        "2025-11-10",
        ["2025-11-30", "2026-03-31"],
    ),
    ("Hoàn thiện dự thảo trong ngày mai.", "2025-11-10", ["2025-11-11"]),
    ("Gửi về Văn phòng Tỉnh ủy trong buổi sáng 12/11.", "2025-11-10", ["2025-11-12"]),
    ("Báo cáo trước khi kết thúc ngày 20/11/2025.", "2025-11-10", ["2025-11-20"]),
    ("Trình trước Tết Dương lịch 2026.", "2025-11-10", ["2026-01-01"]),
    ("Hoàn thành sáp nhập trước thời điểm 01/7/2025.", "2025-05-10", ["2025-07-01"]),
    (
        "Hoàn thành cơ bản trong tháng 11, dứt điểm trong tháng 12 năm 2025.",
        "2025-11-10",
        ["2025-11-30", "2025-12-31"],
    ),
    ("Tham mưu, trình UBND tỉnh tháng 12/2025.", "2025-11-10", ["2025-12-31"]),
    ("Sở Nông nghiệp và Môi trường\tBáo cáo kết quả xử lý\tTháng 12/2025", "2025-11-10", ["2025-12-31"]),
    ("1\tXây dựng kế hoạch\tSở Nội vụ\tSở Tài chính\tTrước 15/12/2025", "2025-11-10", ["2025-12-15"]),
    ("Rà soát đơn thư\tThanh tra tỉnh\t30/11/2025", "2025-11-10", ["2025-11-30"]),
    (
        "Hoàn thành các hạng mục còn lại của dự án để nghiệm thu, bàn giao vào ngày 30/11/2025.",
        "2025-11-10",
        ["2025-11-30"],
    ),
    (
        "Chuẩn bị tốt các nội dung trình Đại hội, hoàn thiện văn kiện trước ngày 15-5.",
        "2025-03-10",
        ["2025-05-15"],
    ),
    ("Kiểm tra, báo cáo UBND TP trước ngày mùng 5/12.", "2025-11-10", ["2025-12-05"]),
    ("Khẩn trương xử lý, báo cáo kết quả trước 10 giờ ngày 11-11.", "2025-11-10", ["2025-11-11"]),
    ("Hoàn thành mục tiêu xóa nhà tạm, nhà dột nát trong năm nay.", "2025-11-10", ["2025-12-31"]),
    ("Đề nghị UBND tỉnh phê duyệt trong đầu quý I/2026.", "2025-11-10", ["2026-01-31"]),
    ("Ban hành kế hoạch, xong trước ngày 30 tháng này.", "2025-11-10", ["2025-11-30"]),
    ("Yêu cầu khắc phục xong sạt lở trước mùa mưa lũ năm 2026.", "2025-11-10", [None]),
    ("Thành lập tổ công tác, hoạt động ngay trong tuần tới.", "2025-11-12", ["2025-11-23"]),
    ("Đến 30/11 các đơn vị phải nộp đủ hồ sơ.", "2025-11-10", ["2025-11-30"]),
    (
        "Cho ý kiến bằng văn bản, gửi về trước ngày 14/11/2025; quá thời hạn trên coi như đồng ý.",
        "2025-11-10",
        ["2025-11-14"],
    ),
    (
        "Sở Giáo dục và Đào tạo hoàn thành trước khi bước vào năm học mới 2026 - 2027.",
        "2026-06-10",
        ["2026-09-05"],
    ),
    ("Sở Y tế triển khai tiêm chủng, hoàn thành mũi 2 trước 30-9.", "2021-08-10", ["2021-09-30"]),
    ("Từ nay đến Tết Nguyên đán phải hoàn thành chi trả.", "2025-12-20", ["2026-02-16"]),
    (
        "Chấm dứt hoạt động của các lò gạch thủ công, hạn cuối cùng là 31-12-2019.",
        "2019-05-10",
        ["2019-12-31"],
    ),
    ("Bộ Công Thương báo cáo Thủ tướng trong tháng này.", "2019-05-10", ["2019-05-31"]),
    ("Trình Ban Thường vụ Tỉnh ủy xem xét vào đầu tháng 12/2025.", "2025-11-10", ["2025-12-10"]),
    ("Phải xong trước 30-4.", "2025-02-10", ["2025-04-30"]),
    ("Báo cáo tiến độ vào chiều thứ Sáu hằng tuần.", "2025-11-10", ["2025-11-14"]),
    ("Báo cáo Chủ tịch UBND tỉnh trước ngày 5 tháng đầu quý sau.", "2025-11-10", ["2026-01-05"]),
    ("Bộ Nội vụ hoàn thành trước ngày 30 tháng 6 tới.", "2025-05-10", ["2025-06-30"]),
    (
        "Thực hiện xong việc chuyển giao chậm nhất sau 05 ngày làm việc kể từ ngày Nghị quyết được ban hành.",
        "2025-11-10",
        [None],
    ),
    (
        "Bộ Tài chính khẩn trương trình Chính phủ ban hành Nghị định, chậm nhất ngày 10/11.",
        "2025-10-20",
        ["2025-11-10"],
    ),
    (
        "Yêu cầu Công an tỉnh điều tra, làm rõ, báo cáo Chủ tịch UBND tỉnh trước ngày 15-11-2025.",
        "2025-10-20",
        ["2025-11-15"],
    ),
    (
        "Các địa phương phải báo cáo về Bộ trước 15h ngày 22/10 để kịp thời tổng hợp, báo cáo Thủ tướng.",
        "2025-10-20",
        ["2025-10-22"],
    ),
    ("Phấn đấu hoàn thành toàn tuyến vào ngày 19/12/2025.", "2025-10-20", ["2025-12-19"]),
    (
        "Nhà thầu phải thi công '3 ca 4 kíp' để thông xe kỹ thuật trước 31/12/2025.",
        "2025-10-20",
        ["2025-12-31"],
    ),
    ("Thủ tướng giao Bộ Xây dựng chủ trì, báo cáo Chính phủ trong tháng 11.", "2025-10-20", ["2025-11-30"]),
    (
        "Giao UBND thành phố hoàn tất việc chi trả trong tháng 10, bàn giao mặt bằng chậm nhất 15/11.",
        "2025-10-20",
        ["2025-10-31", "2025-11-15"],
    ),
    (
        "Ông Dũng yêu cầu các chủ đầu tư trong 10 ngày tới phải hoàn thành thủ tục.",
        "2025-10-20",
        ["2025-10-30"],
    ),
    ("Trong vòng 15 ngày, Sở Nội vụ phải báo cáo kết quả kiểm tra.", "2025-10-20", ["2025-11-04"]),
    ("Phải xử lý xong trong tuần sau.", "2025-10-20", ["2025-11-02"]),
    ("Đến 30/6/2026, 100% hồ sơ được số hóa.", "2025-10-20", ["2026-06-30"]),
    ("Hoàn thành việc di dời các hộ dân trước mùa mưa bão năm nay.", "2025-03-20", [None]),
    ("Ban hành Chỉ thị trong nửa đầu tháng 11.", "2025-10-20", ["2025-11-15"]),
    ("Sở Công Thương phải hoàn thành trong nửa đầu năm 2026.", "2025-10-20", ["2026-06-30"]),
    (
        "Phải giải phóng xong mặt bằng trong quý I-2026, khởi công vào quý II-2026.",
        "2025-10-20",
        ["2026-03-31", "2026-06-30"],
    ),
    (
        "Yêu cầu UBND các xã rà soát, gửi danh sách về Sở Nông nghiệp và Môi trường trước ngày "
        "28/10/2025 (qua đường công văn và email).",
        "2025-10-20",
        ["2025-10-28"],
    ),
    ("Đề nghị các đơn vị đăng ký tham dự trước 16h30’ ngày 24/10/2025.", "2025-10-20", ["2025-10-24"]),
    ("Đăng ký danh sách đại biểu trước 11h30 ngày 22 tháng 10.", "2025-10-20", ["2025-10-22"]),
    ("Báo cáo đề xuất trước ngày 30 hàng tháng.", "2025-10-20", ["2025-10-30"]),
    ("Thực hiện chế độ báo cáo tuần, gửi trước 14 giờ thứ Năm hàng tuần.", "2025-10-20", ["2025-10-23"]),
    (
        "Báo cáo tháng gửi trước ngày 20, báo cáo quý gửi trước ngày 15 của tháng cuối quý.",
        "2025-10-10",
        ["2025-10-20", "2025-12-15"],
    ),
    (
        "Khẩn trương hoàn thành trước 30/10/2025; trường hợp vướng mắc báo cáo ngay.",
        "2025-10-20",
        ["2025-10-30"],
    ),
    ("Yêu cầu hoàn thành trước thời hạn 31/12/2025.", "2025-10-20", ["2025-12-31"]),
    ("Thời hạn nộp hồ sơ đến 17h ngày 31/10/2025.", "2025-10-20", ["2025-10-31"]),
    (
        "Xây dựng lộ trình cụ thể, đến hết quý II năm 2026 hoàn thành 50% khối lượng.",
        "2025-10-20",
        ["2026-06-30"],
    ),
    (
        "Thống nhất giao Sở Tài chính tham mưu phân bổ chi tiết, xong trước ngày 31 tháng 10 năm 2025.",
        "2025-10-20",
        ["2025-10-31"],
    ),
    (
        "Giao Ban Tổ chức Tỉnh ủy tham mưu phương án nhân sự, báo cáo Ban Thường vụ Tỉnh ủy "
        "trong tháng 11 năm 2025.",
        "2025-10-20",
        ["2025-11-30"],
    ),
    (
        "Đảng ủy UBND tỉnh lãnh đạo hoàn thành sắp xếp các đơn vị sự nghiệp trước 01/01/2026.",
        "2025-10-20",
        ["2026-01-01"],
    ),
    ("Tập trung hoàn thành giải ngân 100% vốn đầu tư công đến hết 31/01/2026.", "2025-10-20", ["2026-01-31"]),
    (
        "Hoàn thành Đại hội Đảng bộ cấp xã trước ngày 31/8/2025, cấp tỉnh trước ngày 31/10/2025.",
        "2025-06-20",
        ["2025-08-31", "2025-10-31"],
    ),
    (
        "Triển khai thực hiện Kết luận này và báo cáo kết quả về Tỉnh ủy (qua Văn phòng Tỉnh "
        "ủy) trước ngày 15/11/2025.",
        "2025-10-20",
        ["2025-11-15"],
    ),
    ("Đề nghị khẩn trương báo cáo trước ngày mai (21/10).", "2025-10-20", ["2025-10-21"]),
    ("Khắc phục xong trước 18 giờ chiều nay.", "2025-10-20", ["2025-10-20"]),
    ("Rút hết lực lượng trước 12h trưa 22/10.", "2025-10-20", ["2025-10-22"]),
    ("Cưỡng chế tháo dỡ xong trong ngày 25 và 26/10.", "2025-10-20", ["2025-10-26"]),
    (
        "Báo cáo Bộ Nội vụ chậm nhất 01/11/2025 theo Công văn số 1234/BNV-TCBC ngày 10/10/2025.",
        "2025-10-20",
        ["2025-11-01"],
    ),
    (
        "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024, xây dựng chương trình hành động "
        "trong tháng 11/2025.",
        "2025-10-20",
        ["2025-11-30"],
    ),
    (
        "Tiếp thu ý kiến tại cuộc họp ngày 15/10, hoàn thiện dự thảo trình lại trước ngày 25/10.",
        "2025-10-20",
        ["2025-10-25"],
    ),
    ("Hoàn thành chỉ tiêu kế hoạch năm 2025 trước ngày 15/12.", "2025-10-20", ["2025-12-15"]),
    (
        "Triển khai các nhiệm vụ năm 2026 ngay từ đầu năm, hoàn thành giao dự toán trước 31/12/2025.",
        "2025-10-20",
        ["2025-12-31"],
    ),
    ("Năm 2025 phải hoàn thành xóa nhà tạm.", "2025-10-20", ["2025-12-31"]),
    ("Trong tháng 10 và tháng 11/2025, tổ chức kiểm tra tại cơ sở.", "2025-10-20", ["2025-11-30"]),
    ("Trong các tháng 11, 12/2025 hoàn thành việc kiểm đếm.", "2025-10-20", ["2025-12-31"]),
    ("Chậm nhất đến tháng 3/2026 phải đưa vào vận hành.", "2025-10-20", ["2026-03-31"]),
    ("Hoàn thiện thể chế trước Kỳ họp thứ 10.", "2025-09-20", [None]),
    ("Trình Quốc hội xem xét tại Kỳ họp thứ 10 (tháng 10/2025).", "2025-09-20", ["2025-10-31"]),
    ("Gửi hồ sơ thẩm định trước ngày khai mạc kỳ họp 20 ngày.", "2025-09-20", [None]),
    ("Đến trước ngày 30/11 các sở gửi báo cáo.", "2025-10-20", ["2025-11-30"]),
    ("Xong trước giao thừa.", "2026-01-20", ["2026-02-16"]),
    ("Thu dọn vệ sinh đường phố trước 30 Tết.", "2026-01-20", ["2026-02-16"]),
    ("Chuẩn bị hàng hóa phục vụ Tết, hoàn thành trước rằm tháng Chạp.", "2026-01-20", ["2026-02-02"]),
    ("Hoàn thành tuyển quân trước Tết Nguyên đán Đinh Mùi.", "2026-12-20", ["2027-02-05"]),
    ("Trao quà cho thiếu nhi trước Tết Trung thu.", "2025-09-20", ["2025-10-06"]),
    (
        "Hoàn thành bầu trưởng thôn trước ngày bầu cử đại biểu Quốc hội khóa XVI.",
        "2025-12-20",
        ["2026-03-15"],
    ),
    ("Hoàn thành trước năm học 2026-2027.", "2026-06-20", ["2026-09-05"]),
    ("Sở Nội vụ tham mưu trước 20-10 tới.", "2025-10-10", ["2025-10-20"]),
    ("Sở Tài chính bố trí vốn ngay trong tuần này và tuần tới.", "2025-10-20", ["2025-11-02"]),
    (
        "Báo cáo kết quả định kỳ 06 tháng trước ngày 15/6 và 01 năm trước ngày 15/12.",
        "2025-10-20",
        ["2026-06-15", "2025-12-15"],
    ),
    (
        "Yêu cầu đến hết ngày 31 tháng 12 năm 2025 không còn hộ nghèo phải ở nhà tạm.",
        "2025-10-20",
        ["2025-12-31"],
    ),
    ("Từ nay tới cuối tháng, Thanh tra tỉnh phải kết luận xong các vụ việc.", "2025-10-20", ["2025-10-31"]),
    ("Giao Sở GD&ĐT xong trước thềm năm học mới.", "2025-07-20", ["2025-09-05"]),
]
LOOK_ALIKES = [
    "Triển khai nghiêm túc Nghị quyết số 18-NQ/TW, ngày 25/10/2017 của Ban Chấp hành Trung ương.",
    "Thực hiện Kế hoạch số 79-KH/TU ngày 10/3/2022 của Ban Thường vụ Tỉnh ủy.",
    "Quán triệt Chỉ thị số 35-CT/TW, ngày 30-5-2019 của Bộ Chính trị.",
    "Thực hiện tốt Quyết định 19/2020/QĐ-TTg ngày 17/6/2020.",
    "Tổ chức các hoạt động kỷ niệm 95 năm Ngày thành lập Đảng (3/2/1930 - 3/2/2025).",
    "Trang trí, tuyên truyền dịp 30/4, 1/5.",
    "Nâng cấp đường 30/4 và quảng trường 2/9.",
    "Tiếp tục duy trì đường dây nóng 24/7.",
    "Phấn đấu 8/15 xã đạt chuẩn nông thôn mới nâng cao.",
    "Giữ vững tỷ lệ 9/10 chỉ tiêu đạt và vượt.",
    "Liên hệ số điện thoại 0208.3855.855 để phối hợp.",
    "Bố trí kinh phí 2,5 tỷ đồng cho công tác tuyên truyền.",
    "Xây dựng kế hoạch phát triển kinh tế - xã hội năm 2026.",
    "Xây dựng dự toán ngân sách nhà nước năm 2026 bảo đảm sát thực tế.",
    "Tổng kết nhiệm kỳ 2020 - 2025 và chuẩn bị nhiệm kỳ 2025 - 2030.",
    "Triển khai Chương trình mục tiêu quốc gia giai đoạn 2021-2025.",
    "Tham mưu Quy hoạch tỉnh thời kỳ 2021 - 2030, tầm nhìn đến năm 2050.",
    "Triển khai Đề án phát triển du lịch đến năm 2030.",
    "Bảo đảm an toàn giao thông trước, trong và sau Tết Nguyên đán 2026.",
    "Thực hiện sắp xếp tổ chức bộ máy từ ngày 01/7/2025.",
    "Triển khai ngay từ đầu năm 2026.",
    "Áp dụng mức thu mới kể từ ngày 1/1/2026.",
    "Cách ly tập trung từ 1/4 đến hết 15/4.",
    "Tạm dừng các hoạt động lễ hội đến hết ngày 28/02/2021.",
    "Rút kinh nghiệm sau sự cố ngày 12/10 tại nhà máy.",
    "Trả lời các kiến nghị nêu tại cuộc họp báo ngày 20/3.",
    "Đánh giá kết quả công tác 9 tháng đầu năm, nhiệm vụ trọng tâm 3 tháng cuối năm.",
    "Nâng cao chất lượng báo cáo tình hình kinh tế - xã hội tháng 10.",
    "Tiếp tục rà soát các dự án đã được phê duyệt trước ngày 01/7/2024.",
    "Phát huy thành tích đạt được trong năm 2024.",
    "Khẩn trương khắc phục hậu quả mưa lũ xảy ra trong tháng 9/2024.",
    "Sớm hoàn thiện thủ tục, khẩn trương triển khai trong thời gian tới.",
    "Kịp thời báo cáo theo quy định, bảo đảm đúng thời hạn.",
    "Thực hiện sau khi có ý kiến của Bộ Chính trị.",
    "Cho ý kiến trước khi trình Hội đồng nhân dân tỉnh.",
    "Trước mắt, tập trung rà soát các đối tượng.",
    "Tiếp tục theo dõi sức khỏe trong 14 ngày sau cách ly.",
    "Rà soát người nhập cảnh trong 14 ngày qua.",
    "Chuẩn bị nội dung hội nghị ngày 15/11.",
    "Tuyên truyền sâu rộng kết quả Đại hội XIV của Đảng.",
    "Làm tốt công tác chuẩn bị đại hội đảng các cấp, tiến tới Đại hội XIV của Đảng.",
    "Tăng cường kiểm tra, giám sát theo Chương trình công tác năm 2025.",
    "Chăm lo đời sống người nghèo trong dịp Tết.",
    "Quan tâm các gia đình chính sách nhân dịp 27/7.",
    "Thực hiện đúng Luật Đất đai năm 2024.",
    "Tổ chức tốt kỳ thi tốt nghiệp THPT năm 2026.",
    "Bảo đảm cung ứng đủ vắc-xin cho trẻ từ 5 đến dưới 12 tuổi.",
    "Kiểm tra 12/35 điểm ngập còn tồn tại.",
    "Xử lý nghiêm các vi phạm tại Km 15+200 Quốc lộ 3.",
    "Đẩy nhanh dự án tuyến đường vành đai V, đoạn từ Km 3.5 đến Km 7.2.",
    "Tiếp tục thực hiện Chỉ thị 05 giai đoạn mới.",
    "Giao chỉ tiêu 15-20 mô hình mỗi xã.",
    "Nâng tỷ lệ hộ nghèo tiếp cận nước sạch lên 95%/năm.",
    "Thường xuyên kiểm tra tiến độ từng tuần, từng tháng.",
    "Tập trung thu ngân sách những tháng đầu năm.",
    "Thực hiện chế độ báo cáo hằng tháng, hằng quý.",
    "Căn cứ kết luận tại phiên họp thứ 45 ngày 10/10/2025, các cơ quan tổ chức thực hiện.",
    "Tiếp thu ý kiến của cử tri trước và sau kỳ họp.",
    "Xử lý các tồn tại từ trước năm 2018.",
    "Giải quyết chế độ cho cán bộ sinh từ ngày 1/1/1965.",
    "Tiếp tục triển khai các nhiệm vụ còn lại trong thời gian còn lại của nhiệm kỳ.",
    "Nghiên cứu bài viết đăng ngày 5-11 trên Báo Nhân Dân.",
    "Tập trung khắc phục hạn chế chỉ ra tại Thông báo số 15-TB/TU ngày 20/3/2024.",
    "Ứng trực 24/24 giờ trong những ngày mưa lũ.",
    "Bố trí đủ 05 bác sĩ cho trạm y tế trong ca trực.",
    "Gia hạn nộp thuế đến ngày 31/12/2025 cho doanh nghiệp.",
    "Hỗ trợ tiền điện cho hộ nghèo đến hết tháng 12/2021.",
    "Duy trì chốt kiểm soát từ nay đến hết ngày 10/2.",
    "Nghiêm túc thực hiện Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư.",
    "Thực hiện Thông báo kết luận số 123/TB-UBND ngày 05/11/2025.",
    "Đồng chí Bí thư Tỉnh ủy phát biểu chỉ đạo tại hội nghị ngày 12/11.",
    "Khắc phục tình trạng chậm giải ngân trong 10 tháng năm 2025.",
    "Phát động đợt thi đua cao điểm chào mừng Quốc khánh 2/9.",
    "Quyết toán kinh phí năm 2024 theo quy định.",
    "Tiếp tục nhân rộng mô hình 5 không, 3 sạch.",
    "Rà soát hộ nghèo theo chuẩn giai đoạn 2022-2025.",
    "Kiểm điểm trách nhiệm đối với việc chậm nộp báo cáo quý III.",
    "Tăng cường quản lý đất đai, nhất là 3 năm gần đây.",
    "Tập trung khắc phục hậu quả cơn bão số 3 từ ngày 07/9.",
    "Thực hiện nghiêm Công điện số 92/CĐ-TTg ngày 10/9/2024 của Thủ tướng.",
    "Rà soát các dự án chậm tiến độ từ trước ngày 31/12/2020.",
    "Biểu dương các tập thể có thành tích trong năm 2025.",
    "Tổ chức trực 24/24h, kể cả ngày nghỉ, ngày lễ.",
    "Thực hiện tốt công tác tuyển quân năm 2026.",
    "Tham mưu tổ chức Lễ kỷ niệm 80 năm Ngày thành lập Quân đội nhân dân Việt Nam 22/12.",
    "Phối hợp tổ chức Ngày hội Đại đoàn kết toàn dân tộc 18/11.",
    "Triển khai chiến dịch 90 ngày đêm làm sạch dữ liệu đất đai.",
    "Đẩy mạnh phong trào thi đua 500 ngày đêm hoàn thành 3.000 km đường cao tốc.",
    "Xử lý dứt điểm các điểm nóng về ô nhiễm tại Km12, Quốc lộ 37.",
    "Tiếp tục thực hiện hiệu quả Nghị quyết Đại hội XIII.",
    "Nâng cao chất lượng các kỳ họp, phiên họp.",
    "Chuẩn bị chu đáo nội dung trình kỳ họp.",
    "Thông tin kịp thời về kết quả kỳ họp thứ 8, Quốc hội khóa XV.",
    "Không tổ chức chúc Tết, tặng quà lãnh đạo cấp trên.",
    "Bảo đảm đủ hàng hóa phục vụ Nhân dân dịp Tết Nguyên đán.",
    "Tăng cường phòng cháy, chữa cháy trong mùa khô.",
    "Chủ động phương án ứng phó mùa mưa bão năm 2025.",
    "Tuyên truyền Tháng hành động vì môi trường.",
    "Hưởng ứng Tháng Thanh niên, Tuần lễ nước sạch.",
    "Phát động Tuần lễ Hồng EVN.",
    "Tổ chức Tháng cao điểm về an toàn thực phẩm.",
    "Rà soát chế độ cho người từ đủ 75 tuổi.",
    "Giảm 20% biên chế so với năm 2021.",
    "Phấn đấu tăng trưởng GRDP trên 10%.",
    "Khắc phục việc chậm trả kết quả hồ sơ trong quý I.",
    "Nghiên cứu kinh nghiệm của tỉnh bạn trong 2 năm qua.",
    "Tập trung nguồn lực cho giai đoạn 2026 - 2030.",
    "Xây dựng Báo cáo chính trị trình Đại hội nhiệm kỳ 2025-2030.",
    "Duy trì mức tăng trưởng 8,5%/năm.",
    "Đầu tư 12,5 km đường giao thông nông thôn.",
    "Cấp phát 1.200 tấn gạo cho hộ thiếu đói.",
    "Chỉ đạo quyết liệt việc thu hồi 15/37 dự án.",
    "Điều tra vụ cháy xảy ra ngày 20/10 tại chợ.",
    "Làm rõ trách nhiệm vụ việc xảy ra vào ngày 20/10.",
    "Quán triệt kết luận của đồng chí Bí thư tại hội nghị ngày 25-9.",
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/02/2025, rà soát thẩm quyền.",
    "Bảo đảm quyền lợi người lao động theo Bộ luật Lao động năm 2019.",
    "Thực hiện chuyển tiếp các thủ tục tiếp nhận trước ngày 01/7/2025.",
    "Áp dụng quy định mới đối với hồ sơ nộp từ ngày 01/01/2026.",
    "Giữ nguyên mức hỗ trợ đến hết năm 2025.",
    "Duy trì hoạt động Tổ công tác đến khi hoàn thành nhiệm vụ.",
    "Hoãn các cuộc họp không cần thiết đến hết tháng 10.",
    "Cấm biển từ 12 giờ ngày 20/10.",
    "Tổ chức trực ban từ 7h đến 22h hằng ngày.",
    "Thực hiện mục tiêu kép, vừa chống dịch vừa phát triển kinh tế.",
    "Sớm khởi công các dự án trọng điểm.",
    "Chấm dứt ngay tình trạng này.",
    "Kịp thời động viên, thăm hỏi các gia đình.",
    "Kiểm soát chặt chẽ hoạt động vận tải hành khách ngày lễ, Tết.",
    "Tham mưu ban hành văn bản thay thế Quyết định số 12/2020.",
    "Báo cáo số liệu của 6 tháng đầu năm và ước cả năm 2025.",
    "Đánh giá kết quả 05 năm thực hiện Nghị quyết 18 giai đoạn 2017 - 2022.",
    "Tiếp nhận phản ánh qua số 1900.1234 trong giờ hành chính.",
    "Gửi hồ sơ về địa chỉ số 17, đường 20/8.",
    "Thăm hỏi gia đình thương binh 1/4, 2/4.",
    "Tập trung nâng cao tỷ lệ phủ sóng 4G/5G.",
    "Chuẩn bị Hội nghị lần thứ 14 Ban Chấp hành Trung ương khóa XIII.",
    "Giám sát chuyên đề việc thực hiện pháp luật từ năm 2020 đến năm 2024.",
    "Kiểm tra việc sử dụng kinh phí từ ngày 01/01/2022 đến ngày 31/12/2024.",
    "Rà soát, tổng hợp các vụ việc phát sinh từ ngày 15/12/2024 đến ngày 14/12/2025.",
]


@pytest.mark.parametrize(("sentence", "day", "days"), ORDERS, ids=lambda value: str(value)[:50])
def test_an_order_has_its_limits(sentence, day, days):
    assert read(sentence, day) == days


@pytest.mark.parametrize("sentence", LOOK_ALIKES, ids=lambda value: value[:50])
def test_a_look_alike_has_none(sentence):
    assert read(sentence, "2025-11-10") == []


@pytest.mark.parametrize("change", ["NFD", "nbsp", "spaces", "upper", "line"])
def test_the_way_of_writing_makes_no_difference(change):
    for sentence, day, days in ORDERS:
        assert read(rewritten(sentence, change), day) == days, sentence


def rewritten(sentence, change):
    if change == "NFD":
        return unicodedata.normalize("NFD", sentence)
    if change == "upper":
        return sentence.upper()
    return sentence.replace(" ", {"nbsp": "\u00a0", "spaces": "  ", "line": "\n"}[change])
