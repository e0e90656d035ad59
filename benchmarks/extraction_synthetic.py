"""Made-up office papers for training: the annotated corpus holds press reports only, offices send signed papers.

Every paper is drawn from the lists below by a seeded generator, in the mark-up of `extraction_samples`.
"""

from __future__ import annotations

import random

SO = [
    "Sở Tài chính",
    "Sở Xây dựng",
    "Sở Y tế",
    "Sở Nội vụ",
    "Sở Công Thương",
    "Sở Giáo dục và Đào tạo",
    "Sở Khoa học và Công nghệ",
    "Sở Tư pháp",
    "Công an tỉnh",
    "Bộ Chỉ huy Quân sự tỉnh",
    "Sở Nông nghiệp và Môi trường",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Thanh tra tỉnh",
    "Kho bạc Nhà nước tỉnh",
    "Cục Thuế tỉnh",
    "Ban Quản lý các khu công nghiệp tỉnh",
    "UBND thành phố",
    "UBND huyện Yên Sơn",
    "UBND xã Bình Minh",
    "Văn phòng UBND tỉnh",
    "Sở Kế hoạch và Đầu tư",
    "Sở Lao động - Thương binh và Xã hội",
    "Báo và Đài phát thanh, truyền hình tỉnh",
    "Điện lực tỉnh",
    "Chi cục Kiểm lâm",
]
BAN = [
    "Ban Tổ chức Tỉnh ủy",
    "Ban Nội chính Tỉnh ủy",
    "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "Ủy ban Kiểm tra Tỉnh ủy",
    "Văn phòng Tỉnh ủy",
    "Đảng ủy UBND tỉnh",
    "Đảng ủy Công an tỉnh",
    "Trường Chính trị tỉnh",
    "Ban Dân vận Tỉnh ủy",
    "Ban Tuyên giáo Tỉnh ủy",
    "Ban cán sự đảng UBND tỉnh",
    "Đảng đoàn HĐND tỉnh",
    "Thường trực HĐND tỉnh",
    "Ủy ban MTTQ Việt Nam tỉnh",
    "Tỉnh đoàn",
    "Huyện ủy Yên Sơn",
    "Đảng ủy Quân sự tỉnh",
]
MANY = [
    "các sở, ban, ngành",
    "UBND các huyện, thành phố",
    "các cơ quan, đơn vị liên quan",
    "các địa phương",
    "các chủ đầu tư",
    "các sở, ngành liên quan",
    "UBND các xã, phường",
    "các nhà thầu",
    "các đơn vị trực thuộc",
    "Thủ trưởng các sở, ban, ngành",
    "Chủ tịch UBND các xã, phường",
    "các huyện ủy, thành ủy",
    "các cấp ủy trực thuộc Tỉnh ủy",
    "các ban xây dựng Đảng",
    "các cơ quan tham mưu, giúp việc Tỉnh ủy",
]
TASK = [
    "khẩn trương rà soát, hoàn thiện hồ sơ dự án",
    "tham mưu UBND tỉnh ban hành kế hoạch triển khai thực hiện",
    "tổng hợp kết quả, báo cáo cấp có thẩm quyền",
    "đẩy nhanh tiến độ giải phóng mặt bằng",
    "tăng cường thanh tra, kiểm tra, xử lý nghiêm các vi phạm",
    "nghiên cứu, đề xuất cơ chế hỗ trợ doanh nghiệp",
    "chuẩn bị chu đáo các điều kiện tổ chức kỳ họp",
    "hướng dẫn các địa phương thực hiện đúng quy định",
    "theo dõi, đôn đốc việc thực hiện",
    "thẩm định dự toán kinh phí",
    "hoàn thành quyết toán các công trình đã bàn giao",
    "tổ chức tuyên truyền sâu rộng trong nhân dân",
    "nâng cao chất lượng nguồn nhân lực",
    "kiện toàn tổ chức bộ máy theo hướng tinh gọn",
    "thực hiện nghiêm chế độ thông tin, báo cáo",
    "chủ động phòng, chống dịch bệnh trên cây trồng, vật nuôi",
    "bố trí kinh phí thực hiện nhiệm vụ",
    "cập nhật dữ liệu lên hệ thống",
    "giải quyết dứt điểm các đơn thư khiếu nại, tố cáo tồn đọng",
    "xây dựng phương án sắp xếp trụ sở dôi dư",
    "kiểm điểm, làm rõ trách nhiệm của tập thể, cá nhân có liên quan",
    "tiếp thu đầy đủ ý kiến, chỉnh sửa dự thảo",
    "quan tâm chăm lo đời sống người có công, hộ nghèo",
    "bảo đảm an ninh, trật tự trên địa bàn",
    "siết chặt kỷ luật, kỷ cương hành chính",
    "lãnh đạo, chỉ đạo thực hiện hiệu quả nghị quyết đại hội",
    "tập trung tháo gỡ khó khăn cho các dự án trọng điểm",
    "sơ kết, tổng kết việc thực hiện nghị quyết",
    "ban hành văn bản hướng dẫn",
    "thành lập đoàn kiểm tra liên ngành",
    "không để xảy ra tình trạng nợ đọng văn bản",
    "có giải pháp khắc phục ngay các tồn tại, hạn chế",
    "gửi hồ sơ về Sở Nội vụ để tổng hợp",
    "thường xuyên nắm bắt tình hình tư tưởng, dư luận xã hội",
    "phối hợp chặt chẽ với các cơ quan chức năng",
    "duy trì lực lượng ứng trực 24/24 giờ",
    "công khai kết quả giải quyết thủ tục hành chính",
    "vận hành chính thức hệ thống từ quý tới",
    "rút kinh nghiệm về công tác chuẩn bị nội dung",
    "trồng mới 500 ha rừng sản xuất",
    "số hóa hồ sơ, giấy tờ còn hiệu lực",
    "kết nạp đảng viên mới đạt và vượt chỉ tiêu được giao",
    "làm việc với chủ đầu tư để thống nhất phương án",
    "lập danh mục dự án ưu tiên",
]
LIMIT = [
    "trước ngày 15/12/2024",
    "xong trước ngày 30/6/2025",
    "trong tháng 11/2024",
    "trong quý I/2025",
    "chậm nhất ngày 20/10/2024",
    "trước 17 giờ ngày 05/9/2024",
    "trước ngày 25/5",
    "trong năm 2025",
    "đến hết tháng 9",
]
PAST = [
    "Thời gian qua, các cấp, các ngành đã tập trung triển khai và đạt được nhiều kết quả quan trọng",
    "Tổng thu ngân sách ước đạt 8.450 tỷ đồng, bằng 92% dự toán",
    "Công tác cải cách hành chính có chuyển biến tích cực",
    "Tuy nhiên, tiến độ một số dự án còn chậm so với yêu cầu",
    "Việc phối hợp giữa một số cơ quan chưa chặt chẽ",
    "Các đơn vị đã hoàn thành việc rà soát, sắp xếp tổ chức bộ máy",
    "Tình hình an ninh chính trị, trật tự an toàn xã hội được giữ vững",
    "Đến nay, toàn tỉnh đã giải ngân được 2.100 tỷ đồng, đạt 55% kế hoạch vốn",
    "UBND tỉnh đã chỉ đạo các sở, ngành tăng cường kiểm tra, xử lý vi phạm",
    "Đã tổ chức thành công đại hội đảng bộ cấp cơ sở",
    "Chất lượng tham mưu của một số cơ quan còn hạn chế",
    "Ban Thường vụ Tỉnh ủy ghi nhận, biểu dương sự nỗ lực của các cấp ủy, tổ chức đảng",
    "Nguyên nhân chủ yếu là do công tác lãnh đạo, chỉ đạo có lúc chưa quyết liệt",
    "Hoàn thành 12/15 chỉ tiêu kế hoạch",
    "Tăng cường đầu tư cơ sở vật chất trường học, đến nay 75% trường đạt chuẩn",
    "Sau khi nghe báo cáo và ý kiến thảo luận của các đại biểu, hội nghị thống nhất đánh giá",
    "Cơ bản nhất trí với nội dung báo cáo",
    "Đời sống nhân dân từng bước được nâng lên",
    "Công tác tuyên truyền được đẩy mạnh, tạo sự đồng thuận trong xã hội",
]
AGREE = [
    "Đồng ý chủ trương đầu tư dự án theo đề nghị của Sở Xây dựng tại Tờ trình số 88/TTr-SXD ngày 02/10/2024",
    "Thống nhất chủ trương điều chỉnh quy hoạch chung đô thị",
    "Ban Thường vụ Tỉnh ủy đồng ý với đề nghị của Ban Tổ chức Tỉnh ủy",
    "Nhất trí thông qua dự thảo Nghị quyết về phát triển du lịch đến năm 2030",
    "Chuẩn y bổ sung 02 đồng chí tham gia Ban Chấp hành",
    "Cho phép kéo dài thời gian thực hiện dự án theo quy định",
    "Ban Thường vụ thống nhất nội dung Tờ trình và giao quyền cho Thường trực",
]
TOPIC = [
    "công tác giải phóng mặt bằng",
    "chương trình xây dựng nông thôn mới",
    "công tác cán bộ",
    "thu ngân sách nhà nước",
    "dự án cầu Bến Ngự",
    "phòng, chống thiên tai",
    "cải cách hành chính",
    "công tác xây dựng Đảng",
    "chuyển đổi số",
    "an sinh xã hội",
]
NAMES = ["Nguyễn Văn Bình", "Trần Thị Hòa", "Lê Quang Minh", "Phạm Đức Long", "Hoàng Thu Hà"]


def _upper(text):
    return text[:1].upper() + text[1:]


class Paper:
    """One paper in the making; `r` draws everything."""

    def __init__(self, seed, party):
        self.r = random.Random(seed)
        self.party = party
        self.lines = []
        self.mark = self.r.choice(["{}. ", "{}- ", "{}) "])

    def pick(self, row):
        return self.r.choice(row)

    def body(self):
        return self.pick(BAN if self.party and self.r.random() < 0.7 else SO)

    def task(self):
        limit = f", {self.pick(['', 'hoàn thành '])}{self.pick(LIMIT)}" if self.r.random() < 0.22 else ""
        return self.pick(TASK) + limit

    def order(self):
        """One item that names its addressee, in the forms that offices use."""
        a, b, many, task = self.body(), self.body(), self.pick(MANY), self.task()
        form = self.r.randrange(10)
        text = (
            f"Giao {a} chủ trì, phối hợp với {b} {task}",
            f"{a} {task}",
            f"Giao {a} {task}",
            f"Yêu cầu {a}, {b} {task}",
            f"{a} chủ trì, phối hợp với {many} {task}",
            f"Đề nghị {a} {task}",
            f"{_upper(many)} {task}",
            f"Yêu cầu {many} {task}",
            f"{a} phối hợp với {b} {task}",
            f"{a}, {b} theo chức năng, nhiệm vụ {task}",
        )[form]
        marked = f"⟪{text}⟫{{}}"
        if self.r.random() < 0.3:
            marked += f"; ⟪{self.task()}⟫{{}}"
        if self.r.random() < 0.2:
            marked += f". ⟪{_upper(self.task())}⟫{{}}"
        return marked

    def bullets(self, n, mark="- "):
        for i in range(n):
            end = "." if i == n - 1 or self.r.random() < 0.5 else ";"
            tail = f"; ⟪{self.task()}⟫{{}}" if self.r.random() < 0.2 else ""
            self.lines.append(f"{mark}⟪{_upper(self.task())}⟫{{}}{tail}{end}")

    def head(self, kind, symbol):
        r = self.r
        left = (
            ["ĐẢNG BỘ TỈNH AN PHÚ", "BAN THƯỜNG VỤ", "*"]
            if self.party
            else ["ỦY BAN NHÂN DÂN", "TỈNH AN PHÚ"]
        )
        right = (
            ["ĐẢNG CỘNG SẢN VIỆT NAM"]
            if self.party
            else ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
        )
        number = (
            f"Số {r.randrange(1, 900)}-{symbol}/TU"
            if self.party
            else f"Số: {r.randrange(1, 900)}/{symbol}-UBND"
        )
        self.lines += left + ([number, *right] if r.random() < 0.5 else [*right, number])
        self.lines += [f"An Phú, ngày {r.randrange(1, 28):02d} tháng {r.randrange(1, 12):02d} năm 2024", kind]

    def foot(self, closing):
        if closing:
            self.lines.append(closing)
        sep = "," if self.party else ";"
        self.lines += [
            "Nơi nhận:",
            f"- Như trên{sep}",
            f"- {self.pick(MANY)}{sep}",
            f"- {self.body()}{sep}",
            "- Lưu: VT.",
        ]
        self.lines += [
            self.pick(["T/M BAN THƯỜNG VỤ", "TM. ỦY BAN NHÂN DÂN", "TL. CHỦ TỊCH", "KT. CHỦ TỊCH"]),
            self.pick(["BÍ THƯ", "CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]),
            self.pick(NAMES),
        ]

    def past(self, n):
        for _ in range(n):
            self.lines.append(
                self.pick(["", "- "])
                + self.pick(PAST)
                + self.pick([".", "; " + self.pick(PAST).lower() + "."])
            )


def notice(seed, party):
    p = Paper(seed, party)
    p.head("THÔNG BÁO", "TB")
    p.lines += [
        "Kết luận của "
        + ("Ban Thường vụ Tỉnh ủy" if party else "Chủ tịch UBND tỉnh")
        + f" tại cuộc họp về {p.pick(TOPIC)}"
    ]
    chair = f"đồng chí {p.pick(NAMES)}, " + ("Bí thư Tỉnh ủy" if party else "Chủ tịch UBND tỉnh")
    p.lines.append(
        f"Ngày {p.r.randrange(1, 28)}/8/2024, {chair} chủ trì cuộc họp. Tham dự có đại diện lãnh đạo {p.pick(MANY)}; {p.body()}."
    )
    p.lines.append(f"Sau khi nghe {p.body()} báo cáo, ý kiến của các đại biểu, {chair} kết luận như sau:")
    n = 1
    if p.r.random() < 0.7:
        p.lines.append(
            p.mark.format(n)
            + p.pick(["Đánh giá chung", "Về tình hình và kết quả thực hiện", "Kết quả đạt được"])
        )
        p.past(p.r.randrange(1, 4))
        n += 1
    for _ in range(p.r.randrange(2, 6)):
        form = p.r.randrange(6)
        if form == 0:
            p.lines.append(p.mark.format(n) + p.pick(["Giao ", "Đối với ", "", "Yêu cầu "]) + p.body() + ":")
            p.bullets(p.r.randrange(2, 5), p.pick(["- ", "+ "]))
        elif form == 1:
            p.lines.append(p.mark.format(n) + f"Về {p.pick(TOPIC)}" + p.pick(["", ":"]))
            for _ in range(p.r.randrange(1, 4)):
                p.lines.append(p.pick(["- ", "a) ", "+ "]) + p.order() + ".")
        elif form == 2:
            p.lines.append(p.mark.format(n) + f"{p.pick(AGREE)}. {p.order()}.")
        elif form == 3:
            p.lines.append(p.mark.format(n) + f"{p.pick(AGREE)}.")
        elif form == 4:
            p.lines.append(
                p.mark.format(n)
                + p.pick(
                    ["Nhiệm vụ trọng tâm thời gian tới", "Một số nhiệm vụ, giải pháp trong thời gian tới"]
                )
            )
            p.lines.append(
                f"{p.pick(['Yêu cầu', 'Đề nghị'])} {p.pick(MANY)} tập trung thực hiện tốt các nhiệm vụ sau:"
            )
            p.bullets(p.r.randrange(2, 6))
        else:
            p.lines.append(p.mark.format(n) + p.order() + ".")
        n += 1
    p.foot(
        p.pick(
            [
                "",
                "Văn phòng UBND tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện./.",
                "Văn phòng Tỉnh ủy thông báo đến các cơ quan, đơn vị để triển khai thực hiện.",
            ]
        )
    )
    return p.lines


def directive(seed, party):
    p = Paper(seed, party)
    telegram = not party and p.r.random() < 0.5
    p.head("CÔNG ĐIỆN" if telegram else "CHỈ THỊ", "CĐ" if telegram else "CT")
    p.lines.append(f"Về tăng cường {p.pick(TOPIC)}")
    p.past(2)
    who = "Ban Thường vụ Tỉnh ủy" if party else "Chủ tịch UBND tỉnh"
    p.lines.append(
        f"Để khắc phục tình trạng trên, {who} yêu cầu{p.pick(['', ' ' + p.pick(MANY) + ' thực hiện các nội dung sau', ' ' + p.pick(MANY)])}:"
    )
    for n in range(1, p.r.randrange(4, 8)):
        if p.r.random() < 0.45:
            p.lines.append(p.mark.format(n) + _upper(p.pick([p.body(), p.pick(MANY)])) + p.pick(["", ":"]))
            p.bullets(p.r.randrange(1, 4), p.pick(["- ", "a) "]))
        elif p.r.random() < 0.3:
            p.lines.append(p.mark.format(n) + f"⟪{_upper(p.task())}⟫{{}}. ⟪{_upper(p.task())}⟫{{}}.")
        else:
            p.lines.append(p.mark.format(n) + p.order() + ".")
    p.foot(p.pick(["", "Chỉ thị này có hiệu lực kể từ ngày ký./.", "Chỉ thị này được phổ biến đến chi bộ."]))
    return p.lines


def report(seed, party):
    p = Paper(seed, party)
    p.head(p.pick(["BÁO CÁO", "TỜ TRÌNH"]), p.pick(["BC", "TTr"]))
    p.lines += [f"Tình hình thực hiện {p.pick(TOPIC)}", "I. Kết quả đạt được"]
    for _ in range(3):
        p.past(2)
        p.lines.append(f"- Đã {p.pick(TASK)}; {p.pick(TASK)}.")
    p.lines += ["II. Tồn tại, hạn chế"]
    p.past(2)
    p.lines += [
        "III. Kiến nghị, đề xuất",
        f"Đề nghị UBND tỉnh {p.pick(TASK)}; đề nghị {p.body()} {p.pick(TASK)}.",
        "Trên đây là báo cáo kết quả thực hiện, kính trình UBND tỉnh xem xét./.",
    ]
    p.foot("")
    return p.lines


def decision(seed, party):
    p = Paper(seed, party)
    p.head("QUYẾT ĐỊNH", "QĐ")
    p.lines += [
        f"Về việc điều động cán bộ phụ trách {p.pick(TOPIC)}",
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        f"Xét đề nghị của {p.body()},",
        "QUYẾT ĐỊNH:",
    ]
    p.lines += [
        f"Điều 1. Điều động, bổ nhiệm ông {p.pick(NAMES)} giữ chức vụ Phó Giám đốc {p.pick(SO)}.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
        f"Điều 3. Chánh Văn phòng, Giám đốc {p.pick(SO)} và ông {p.pick(NAMES)} chịu trách nhiệm thi hành Quyết định này./.",
    ]
    p.foot("")
    return p.lines


def minutes(seed, party):
    p = Paper(seed, party)
    p.lines += [
        "BIÊN BẢN",
        "Hội nghị giao ban tháng 9",
        "I- Thành phần",
        f"- Chủ trì: Đồng chí {p.pick(NAMES)}, Bí thư.",
        f"- Thư ký: đồng chí {p.pick(NAMES)}.",
        f"- Dự họp: đại diện {p.pick(MANY)}; {p.body()}.",
        "II- Nội dung",
    ]
    p.past(2)
    p.lines.append(f"- Đồng chí {p.pick(NAMES)} đề nghị {p.pick(TASK)}.")
    p.lines.append(
        f"Kết luận hội nghị, đồng chí chủ trì {p.pick(['yêu cầu', 'giao nhiệm vụ', 'đề nghị các cơ quan'])}:"
    )
    for _ in range(p.r.randrange(3, 7)):
        p.lines.append(p.pick(["- ", "+ ", "* "]) + p.order() + p.pick([".", ";"]))
    p.lines += ["Hội nghị kết thúc lúc 11 giờ 30 cùng ngày.", "THƯ KÝ", p.pick(NAMES)]
    return p.lines


LEADERS = [
    "Chủ tịch UBND tỉnh Trần Văn Nam",
    "Bí thư Tỉnh ủy Lê Thị Hạnh",
    "Phó Thủ tướng Nguyễn Hữu Đức",
    "đồng chí Bí thư Tỉnh ủy",
    "Phó Chủ tịch UBND thành phố Phạm Quang Vinh",
    "ông Trần Văn Nam",
    "Bộ trưởng Lê Minh Khoa",
    "Thủ tướng Chính phủ",
    "đồng chí Phó Bí thư Thường trực Tỉnh ủy",
    "người đứng đầu Chính phủ",
    "Chủ tịch thành phố",
    "Bí thư Thành ủy Đỗ Hữu Phước",
]
ISSUERS = [
    "UBND tỉnh",
    "UBND TP An Phú",
    "Ban Thường vụ Tỉnh ủy",
    "Văn phòng Chính phủ",
    "Bộ Giao thông vận tải",
    "Thường trực Tỉnh ủy",
    "Bộ Y tế",
]
ITEMS = [
    "Báo cáo kết quả thực hiện nhiệm vụ quý III",
    "dự thảo Nghị quyết về phát triển du lịch",
    "Tờ trình về việc điều chỉnh chủ trương đầu tư",
    "kết quả thu ngân sách",
    "công tác phòng, chống tham nhũng",
    "điều chỉnh quy hoạch chung xây dựng",
    "xây dựng hạ tầng khu công nghiệp",
    "Đề án sắp xếp đơn vị hành chính",
    "tình hình giải quyết đơn thư",
    "Kế hoạch phát triển kinh tế - xã hội",
    "đánh giá công tác cải cách hành chính",
    "đầu tư dự án trụ sở làm việc công an xã",
]
TOLD = [
    "Dự án có tổng mức đầu tư 1.250 tỷ đồng, khởi công từ năm 2021",
    "Đến nay, nhà thầu mới thi công được 35% khối lượng",
    "Theo thống kê, toàn tỉnh hiện có 136 bãi tập kết vật liệu",
    "Nhiều hộ dân phản ánh tình trạng ô nhiễm kéo dài",
    "Mưa lớn làm 3 người chết, hơn 200 ngôi nhà bị ngập",
    "Kim ngạch xuất khẩu tăng 12,5% so với cùng kỳ",
    "Tại buổi làm việc, đại diện Sở Tài chính báo cáo tiến độ thực hiện",
    "Việc chậm bàn giao mặt bằng ảnh hưởng lớn đến tiến độ chung",
    "Đây là chủ trương lớn, nhận được sự đồng tình của người dân",
    "Phó Thủ tướng đánh giá cao sự nỗ lực của các địa phương",
    "Ông ghi nhận, biểu dương những kết quả mà ngành đã đạt được",
    "Bộ trưởng cho biết ngành tiếp tục duy trì đà tăng trưởng",
    "Chỉ đạo này nhằm tránh thất thoát tài sản nhà nước",
    "Phòng, chống thiên tai là nhiệm vụ rất quan trọng",
    "Công tác cán bộ tiếp tục được đổi mới, đi vào nền nếp",
    "Tỉnh tin tưởng cán bộ, đảng viên sẽ hoàn thành tốt nhiệm vụ",
    "Ảnh: Minh Hòa",
    "Toàn cảnh hội nghị",
    "Quang Huy",
]


def _report_orders(p):
    """Paragraphs of a press report that tell somebody to act."""
    leader, a, many = p.pick(LEADERS), p.pick([p.body(), p.pick(MANY)]), p.pick(MANY)
    verb = p.pick(["yêu cầu", "đề nghị", "giao", "chỉ đạo", "vừa yêu cầu", "cũng yêu cầu", "đã yêu cầu"])
    tail = f"; ⟪{p.task()}⟫{{}}" if p.r.random() < 0.6 else ""
    tail += f". ⟪{_upper(p.task())}⟫{{}}" if p.r.random() < 0.5 else ""
    return (
        f"⟪{_upper(leader)} {verb} {a} {p.task()}⟫{{}}{tail}.",
        f"Phát biểu kết luận, ⟪{leader} nhấn mạnh: {_upper(a)} {p.task()}⟫{{}}{tail}.",
        f"⟪Về {p.pick(TOPIC)}, {leader} {verb} {many} {p.task()}⟫{{}}{tail}.",
        f"⟪{p.pick(ISSUERS)} vừa có {p.pick(['văn bản', 'công văn', 'thông báo kết luận'])} yêu cầu {a} {p.task()}⟫{{}}{tail}.",
        f"⟪Trong thời gian tới, {leader} đề nghị {many} cần {p.task()}⟫{{}}{tail}.",
        f"⟪{_upper(a)} {p.pick(['được giao', 'cần', 'phải', 'có trách nhiệm', 'khẩn trương'])} {p.task()}⟫{{}}{tail}.",
        f"⟪{p.body()} chủ trì, phối hợp với {p.body()} {p.task()}⟫{{}}{tail}.",
        f"⟪{_upper(p.pick(['bên cạnh đó', 'đồng thời', 'cùng với đó', 'ngoài ra']))}, {p.task()}⟫{{}}{tail}.",
        f"⟪{_upper(leader)} lưu ý, {many} phải {p.task()}⟫{{}}{tail}.",
        f"“⟪{_upper(a)} phải {p.task()}⟫{{}}{tail}”, {leader} {p.pick(['nói', 'nhấn mạnh', 'chỉ đạo'])}.",
    )[p.r.randrange(10)]


def _report_background(p):
    """Paragraphs that only look like orders."""
    leader, a, many = p.pick(LEADERS), p.body(), p.pick(MANY)
    task, other = p.pick(TASK), p.pick(TASK)
    return (
        f"Trước đó, {leader} đã yêu cầu {a} {task}; {other}.",
        f"Ngày {p.r.randrange(1, 28)}/3, {p.pick(ISSUERS)} đã có văn bản chỉ đạo {a} {task}; {other}.",
        f"Tại hội nghị, các đại biểu đã thảo luận, cho ý kiến về: {p.pick(ITEMS)}; {p.pick(ITEMS)}; {p.pick(ITEMS)}.",
        f"Hội nghị cũng cho ý kiến vào các nội dung gồm: {p.pick(ITEMS)}; {p.pick(ITEMS)}; {p.pick(ITEMS)}.",
        f"{a} kiến nghị Chính phủ {task}; {other}.",
        f"Lãnh đạo tỉnh đề nghị Thủ tướng Chính phủ {p.pick(['xem xét', 'cho phép', 'quan tâm'])} {task}; {other}.",
        f"Theo ông {p.pick(NAMES)}, thời gian tới {a} sẽ {task}; {other}.",
        f"Thời gian qua, {a} đã {task}; {other}.",
        f"{_upper(many)} đã chủ động {task}. {p.pick(TOLD)}.",
        f"{_upper(many)} chịu trách nhiệm trước Chủ tịch UBND tỉnh nếu để xảy ra chậm trễ.",
        f"{leader} bày tỏ mong muốn hai bên tiếp tục {task}; {other}.",
        f"Hai bên cần tăng cường trao đổi đoàn các cấp; {task}.",
        "Cơ quan chức năng khuyến cáo người dân nên theo dõi thông tin; người dân có thể liên hệ đường dây nóng.",
        f"{leader} đồng ý chủ trương cho {a} {task}.",
        f"Chia sẻ tại buổi làm việc, đại diện {a} cho biết đơn vị đang {task}; {other}.",
        f"{p.pick(TOLD)}. {p.pick(TOLD)}.",
        f"{p.pick(TOLD)}.",
        f"Phát biểu nhận nhiệm vụ, ông {p.pick(NAMES)} hứa sẽ {task}.",
    )[p.r.randrange(18)]


def news(seed, party):
    p = Paper(seed, party)
    p.lines.append(f"Ngày {p.r.randrange(1, 28)}/9, {p.pick(LEADERS)} chủ trì cuộc họp về {p.pick(TOPIC)}.")
    quiet = p.r.random() < 0.2
    for _ in range(p.r.randrange(1, 4)):
        p.lines.append(_report_background(p))
    if not quiet:
        for _ in range(p.r.randrange(2, 7)):
            p.lines.append(_report_orders(p))
    for _ in range(p.r.randrange(1, 4)):
        p.lines.append(_report_background(p))
    return p.lines


def papers(count):
    """`count` marked papers of mixed kinds, always the same ones."""
    makers = (notice, news, directive, news, notice, minutes, news, report, notice, news, directive, decision)
    out = []
    for i in range(count):
        lines = makers[i % len(makers)](1000 + i, party=i % 3 == 0)
        out.append("# genre: made date: 2024-09-01\n" + "\n".join(lines) + "\n")
    return out
