"""Word lists of the directive language, as data. Sources: the office's own usage and public conclusions."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The phrases of a list written with "|" or line breaks between them."""
    return frozenset(w.strip() for line in text.splitlines() for w in line.split("|") if w.strip())


# Adverbs that open a bare imperative; the real verb mostly follows.
ADVERBS = words("""
tiếp tục | tập trung | chủ động | khẩn trương | kịp thời | thường xuyên | tích cực | quyết liệt | nghiêm túc
thần tốc
kiên quyết | tăng cường | đẩy mạnh | đẩy nhanh | phấn đấu | sớm | trước mắt | quan tâm | chú trọng | ưu tiên
bảo đảm | đảm bảo | từng bước | không ngừng | thực sự | chấn chỉnh | sẵn sàng | nhanh chóng | ngay lập tức
tuyệt đối | trực tiếp | cương quyết | quyết tâm | nỗ lực | tự giác | gương mẫu | coi trọng | chú ý | lưu ý
mạnh dạn | linh hoạt | sâu sát | nghiêm chỉnh | đặc biệt quan tâm | đặc biệt chú trọng | đặc biệt lưu ý
định kỳ | mỗi năm | mỗi quý | mỗi tháng | mỗi tuần | mỗi ngày | hằng tháng | hằng quý | hằng năm
hàng tháng | hàng quý | hàng năm | hàng ngày | hằng ngày
tiếp thu | chặt chẽ | thận trọng | kiên trì | đồng thời | song song | trước hết | bằng mọi biện pháp
tập trung cao độ | dồn sức | đẩy lùi | siết chặt | thúc đẩy | khuyến khích | nêu cao | đề cao | bám sát
luôn | cùng nhau | phải | cần | cần phải | nên | hãy | không được | không để | nghiêm cấm | cấm | tiế tục
chậm nhất | đặc biệt | tranh thủ
""")

# Verbs with a product or an event at the end (level A when the object is one).
PRODUCT_VERBS = words("""
yêu cầu | đề nghị | kiến nghị | xây dựng | ban hành | tham mưu | trình | hoàn thiện | hoàn thành | hoàn tất
hoàn chỉnh | báo cáo | tổng hợp | thẩm định | phê duyệt | lập | rà soát | điều chỉnh | bổ sung | sửa đổi
tổ chức | tổng kết | sơ kết | công bố | bàn giao | nghiệm thu | quyết toán | giải ngân | giải phóng
khởi công | khánh thành | thành lập | kiện toàn | sắp xếp | bố trí | bổ nhiệm | thanh tra | kiểm tra
giám sát | kiểm điểm | xử lý | giải quyết | thu hồi | đôn đốc | cung cấp | gửi | đăng ký | đề xuất
nghiên cứu | khảo sát | đánh giá | giải trình | làm rõ | chuẩn bị | phối hợp | chủ trì | cập nhật
công khai | niêm yết | số hóa | đấu giá | đấu thầu | soạn thảo | biên soạn | thống kê | kiểm kê | kiểm đếm
phân bổ | giao | phân công | chỉ định | quyết định | thông qua | ký kết | ký | lựa chọn | xác định
xác minh | điều tra | truy tố | xét xử | khởi tố | kết luận | trả lời | công nhận | cấp | chuyển | nộp | thu
chi | mời | triệu tập | thuê | mua | mua sắm | đầu tư | thi công | lắp đặt | sửa chữa | di dời | sơ tán
tháo dỡ | cưỡng chế | dừng | tạm dừng | chấm dứt | đình chỉ | đóng cửa | hủy | hủy bỏ | bãi bỏ | thay thế
thay đổi | chuyển đổi | cải tạo | nâng cấp | chấp thuận | cho phép | cho ý kiến | có ý kiến | có văn bản
có báo cáo | có kế hoạch | có phương án | xem xét | quy định | thực hiện | triển khai | vận hành | đưa
lập hồ sơ | thiết lập | tính toán | dự báo | cân đối | thông báo | thông tin | rút kinh nghiệm | làm việc
thanh quyết toán | họp | đối thoại | tiếp công dân | tiếp | trao đổi | thống nhất | thỏa thuận | đàm phán
""")

# Verbs of effort and upkeep (levels B and C).
EFFORT_VERBS = words("""
tái cơ cấu | kiềm chế | thành công | chuẩn hóa | lên phương án | truyền đạt | phê bình | tạm đình chỉ
nghiêm túc rút kinh nghiệm | thu hẹp | tinh giản | tinh gọn | hợp nhất | đôn đốc | tổng kiểm tra
tổng rà soát | truy tìm | truy quét | lập lại | khẳng định rõ | lãnh đạo | chỉ đạo | quán triệt | học tập
tuyên truyền | vận động | nâng cao | phát huy | củng cố | giữ vững | giữ gìn | giữ nguyên | giữ | duy trì
khắc phục | tháo gỡ | phòng ngừa | phòng | phòng chống | chống | đấu tranh | phản bác | ngăn chặn | nắm chắc
nắm bắt | nắm | chăm lo | hỗ trợ | thu hút | huy động | quản lý | sử dụng | cụ thể hóa | lồng ghép | gắn
làm tốt | thực hành | tái đàn | mở rộng | phát triển | đổi mới | cải cách | cải thiện | hướng dẫn | theo dõi
kiểm soát | bảo vệ | phổ biến | giáo dục | đào tạo | bồi dưỡng | tập huấn | rèn luyện | tu dưỡng | tạo
tạo điều kiện | góp phần | đáp ứng | tuân thủ | chấp hành | phục vụ | khai thác | ứng dụng | tiết kiệm
giảm | cắt giảm | giảm thiểu | hạn chế | tăng | tận dụng | khơi thông | lắng nghe | đồng hành | chia sẻ
nhân rộng | biểu dương | khen thưởng | tôn vinh | phát động | phát hiện | tìm kiếm | cứu chữa | cứu trợ
thăm hỏi | động viên | ứng phó | ứng trực | trực | dự trữ | cung ứng | tiêu thụ | sản xuất | điều hành
điều tiết | điều phối | kết nối | liên kết | hợp tác | phân cấp | phân luồng | khôi phục | phục hồi
ổn định | xóa | xóa bỏ | loại bỏ | trừ | tránh | nói không | chống chọi | bám | sát | xác lập | định hướng
khẳng định | thể hiện | thấm nhuần | nhận thức | nhận diện | nhìn nhận | lấy | coi | chọn | làm | có | dành
đặt | hình thành | kiến tạo | khơi dậy | vượt | tổ chức thực hiện | đi đầu | tiên phong | quan trắc
thông tuyến | cơ bản thông tuyến | phủ sóng | kê cao | hoãn | tạm hoãn | đi kiểm tra
xúc tiến | quảng bá | giới thiệu | đẩy | kéo | mở | tham gia | chịu trách nhiệm | có trách nhiệm | làm gương
nêu gương | bắt tay | canh gác | tuần tra | túc trực | xử phạt | xử | truy cứu | kỷ luật | đối chiếu
so sánh | phân tích | truy xuất | lưu trữ | bảo quản | bảo trì | duy tu | vệ sinh | thu gom | phun | cách ly
xét nghiệm | điều trị | tiêm | hòa giải | đối ngoại | bảo hộ | giải đáp | tư vấn | giúp | giúp đỡ | thăm
ủng hộ | đóng góp | quyên góp | trợ giúp | bình ổn | niêm phong | phong tỏa | hạ | tiết giảm | gia hạn
miễn | khoanh | giãn | hoãn | cho vay | bán | xuất | nhập
""")

# Further verbs of plain work, as orders name it in the field, in the office and in the Party's own life.
MORE_VERBS = words("""
bám từng | xuống địa bàn | xuống tận | soát lại | viết lại | rà | rà lại | chặn bắt | canh gác | gác
ngồi cùng | trả xong | nhận trồng | chấm | chấm lại | học lại | trích xuất | chăm sóc | tuyên dương
bốc thăm | ghi chép | ghi sổ
cử | phụ trách | chia | buộc | ứng | lập dự trù | cố gắng | truy thu | điều chuyển | luân chuyển
điều động | ra quân | dọn | dọn dẹp | phát dọn | phát quang | nạo vét | gia cố | đắp | bơm | xả
tích nước | vận chuyển | bốc xếp | tiếp nhận | phân loại | chốt | chốt chặn | rào | cắm | cảnh báo
khuyến cáo | răn đe | bắt giữ | triệt phá | trấn áp | tấn công | vô hiệu hóa | gỡ | gỡ bỏ | gỡ vướng
chặn | dò | quét | kê khai | khai báo | đo đạc | đo đếm | cắm mốc | trích đo | chỉnh lý | chi trả
thanh toán | hoàn trả | hoàn ứng | tạm ứng | bảo lãnh | cấp phát | phân phát | phát | cứu đói | gieo
gieo cấy | cấy | trồng | thu hoạch | tiêu hủy | tiêu độc | khử trùng | tái định cư | đền bù | bồi thường
áp giá | thuyết phục | tiếp xúc | tiếp cận | kế thừa | tuyển | tuyển chọn | tuyển dụng | đề bạt
miễn nhiệm | cách chức | cảnh cáo | khiển trách | xác nhận | chứng thực | sao gửi | phát hành | in ấn
treo | trang trí | lắp | sửa | vá | rải | thắp sáng | cấp điện | đấu nối | thông tuyến | thông xe
kiểm định | kiểm nghiệm | lấy mẫu | truy vết | khoanh vùng | sàng lọc | tầm soát | khám | cấp cứu
tiêm chủng | sinh hoạt | dạy học | ôn tập | tuyển sinh | thẩm tra | phúc tra | hậu kiểm | kiểm toán
soát xét | rút ngắn | kéo dài | kéo giảm | tăng tốc | bứt phá | đột phá | đi trước | đi sâu | đi thực tế
xuống cơ sở | vào cuộc | ra soát | bám nắm | bám địa bàn | theo sát | hành động | cơ cấu lại | sắp xếp lại
bố trí lại | phục dựng | trùng tu | tôn tạo | bảo tồn | lưu giữ | chuyển giao | thử nghiệm | thí điểm
liên hệ | kêu gọi | mời gọi | xã hội hóa | khấu trừ | miễn giảm | tìm | tìm hiểu | tìm giải pháp
tìm cách | chỉ rõ | chỉ ra | minh bạch | minh bạch hóa | lượng hóa | khoán | chấm điểm | xếp loại
bình xét | suy tôn | trao | tri ân | trực ban | trực gác | trực chiến | huấn luyện | diễn tập | luyện tập
canh | canh phòng | ngăn | sơ cứu | đưa đón | phân tuyến | phân làn | đóng | dẫn | trung chuyển
kêu gọi tàu thuyền | đăng | đăng tải | phát sóng | đưa tin | phản ánh | giải thích | hồi đáp | nghe | nhận
xin ý kiến | lấy ý kiến | góp ý | tham gia ý kiến | hiến kế | tham vấn | phản biện | đặt hàng
chỉ định thầu | mời thầu | mở thầu | ký hợp đồng | thương thảo | kết thúc | khai trương | động thổ
gắn biển | đặt tên | cắt | chặt | đào | san lấp | xả thải | trả lại | hoàn nguyên | giải tỏa | di chuyển
dời | sáp nhập | chia tách | giải thể | phá dỡ | thanh lý | bán đấu giá | cho thuê | mạnh tay | hết sức
dứt khoát | cầu thị | chung tay | thi đua | hưởng ứng | lan tỏa | gắng sức | tự | dám nghĩ | bình tĩnh
tỉnh táo | cảnh giác | đề phòng | ngăn ngừa | dự phòng | phòng tránh | che chắn | gia cường | chằng chống
chịu | cùng | quy hoạch | thiết kế | đề cử | ứng cử | bầu | chất vấn | thẩm vấn | hòa nhập | tích hợp
đồng bộ | đồng bộ hóa | kết xuất | nhập liệu | đối khớp | làm sạch | xác thực | định danh | cài đặt
kích hoạt | nâng hạng | xếp hạng | tái cấu trúc | rà phá | tháo gỡ khó khăn | ưu đãi | hỗ trợ | gắn kết
phân khai | tất toán | hoàn thuế | xuất khẩu | nhập khẩu | xuất cấp | dự trù | thay | gọi | dẫn dắt | nhắc
nhắc nhở | phê duyệt lại | tích cực tham mưu | kịp thời tham mưu | lên kế hoạch | lên phương án
lập kế hoạch | vạch | hoạch định | đề ra | khoanh nuôi | sử dụng tiết kiệm | phát triển mới | kết nạp
rèn | trau dồi | nêu | đấu tranh | bác bỏ | tẩy chay
rà lại | dựng | dựng phóng sự | dự sinh hoạt | dự họp | dự giao ban | tiến hành | triệt xóa | xét duyệt
nối dài | nối lại | soạn | dự thảo | tải | chỉnh trang | thụ lý | dẹp | khái toán | đeo thẻ | áp dụng
cho mượn | cho nghỉ | cho học sinh | cho đóng | cho các | đứng ra | bốc thăm | khử khuẩn | duyệt
đứng điểm | ngừng | ngưng | mật phục | bỏ hẳn | đo mặn | đi buồng | đi kiểm tra | đi cơ sở | lo
soát | gặp gỡ | gặp | điều xe | điều máy | điều lực lượng | điều ngay | điều thêm | bàn với | bàn bạc
ngồi lại | siết | siết việc | lên danh sách | lên lịch | lên sở | cấp phép | bắt buộc | định hướng
thể chế hóa | tiếp thu | giảng dạy | dạy | chiếu | in | photo | trả | trả kết quả | hoàn thiện | ghi
ghi nhận | lưu | chép | kẻ | quay phim | chụp ảnh | ghi hình | nhắn | nhắn tin | điện thoại | để mắt
chốt phương án | chốt danh sách | chốt số liệu | ấn định | quy định | báo lại | báo | mượn | chở | đưa vào
thẩm duyệt | giám định | hiệp đồng | hội ý | kết hợp | xâu chuỗi | đấu mối | kết luận
luân phiên | thay phiên | hiến | vận hành thử | chạy thử | test | khoan | ép | đổ bê tông | thảm | trải
lu | làm mới | làm lại | làm xong | xây | xây lại | xây mới | sơn | kẻ vạch | lát | đắp đập | nạo | khơi
tưới | bón | cày | làm đất | xuống giống | gặt | phòng trừ | diệt | bẫy | tiêm vắc xin | tiêm phòng
giết mổ | nhốt | thả | thả giống | ương | vớt | neo | neo đậu | sơ tán | di tản | ở lại | canh trực
túc trực | ứng cứu | cứu nạn | đào tạo lại | bồi hoàn | thế chấp | giải chấp | hạch toán | kết chuyển
nhập kho | xuất kho | kiểm điểm | tự kiểm tra | tự phê bình | kê biên | phát mại | áp giải | tống đạt
khai thông | phân giải | giải trình | tường trình | viết | đọc | phổ biến | quán triệt
xét | xét chọn | xét tặng | chọn lọc | tiến cử | giới thiệu | ra quyết định | ra văn bản | ra thông báo
ra hình thức | ký lại | ký ban hành | bắt quả tang | trưng bày | trưng cầu | trưng dụng
trưng mua | thu mua | thu gom | thu dọn | thu xếp | dàn xếp | sang tên | cấp đổi | cấp lại | đính chính
rót vốn | rót | gom | đối soát | đón | đón tiếp | tiễn | tặng | tặng quà | trao tặng | quy tập | sưu tầm
nâng | đốc thúc | dùng | đảm nhận | đảm trách | xem lại | tập hợp | tập kết | điều hòa | điều từ
đôn thu | hạ dần
tập dượt | cắt cử | phân ra | tách | tách bạch | ghép | đối chất | thẩm tra xác minh | ngồi làm việc
bổ khuyết
giục | đổi giờ | đổi mới cách | thực thi | bình chọn | vinh danh | cổ vũ | cổ động | bao tiêu
khảo nghiệm | dán | dán nhãn | đeo bám | nói rõ | tỉa | tỉa cành | thi hành | thi hành kỷ luật | cam kết
cứu hộ các | cứu hộ tàu | truyền thông về | truyền thông tới | truyền thông cho | về cơ sở | về thôn
về bản | xuống tận | xuống bản | xuống hiện trường | lên tận | vào tận | đến tận | ra hiện trường
có mặt | điểm danh | ứng tiền | ứng vốn | tạm cấp | cấp bù | cấp vốn | bố trí vốn | chuyển vốn
chuyển tiền | nộp lại | nộp tiền | nộp ngân sách | hoàn nộp | truy nộp | xuất toán | thu nợ | đòi nợ
cưỡng chế nợ | khởi kiện | thưa kiện | tố giác | trình báo | viết báo cáo | viết bài | đưa bài
dựng phim | làm phim | mở chuyên mục | mở chuyên đề | mở chiến dịch | mở đợt | mở lớp | mở điểm | mở cửa
đóng cửa rừng | khóa van | mở cống | đóng cống | vận hành cống | điều nước | dẫn nước | chống hạn
chống úng | tiêu úng | tháo nước | rút nước | trữ nước | chống rét | chống nóng | chống sạt | kè chống
vá đường | bù vênh | hoàn thổ | đổ thải | san gạt | hót đất | dọn đá | thông đường | dựng cầu tạm
bắc cầu | căng dây | đặt biển | cắm biển | dựng biển | dựng rào | lập chốt | lập rào | lập tổ | lập đoàn
lập đội | lập danh mục | lập bản đồ | lập sổ | mở sổ | ghi sổ | vào sổ | ký nháy | ký cam kết
ký giao ước | ký biên bản | lập biên bản | chụp hình | phát loa | phát tờ rơi | phát cẩm nang
phát giấy mời | dịch tài liệu | phiên dịch | biên tập | hiệu đính | thẩm tra lại | thẩm định lại
phân tích rõ | làm rõ thêm | bóc tách | tách thửa | hợp thửa | dồn điền | dồn đổi | đổi đất | giao rừng
giao khoán | khoán rừng | nghiệm thu rừng | trồng dặm | trồng lại | ươm | thụ phấn | thu gom rác
ký gửi | chào hàng | chào bán | xúc tiến bán | bán hàng | bày bán | triển lãm | trình diễn | biểu diễn
lưu diễn | chiếu phim | thi đấu | tập luyện | tập dượt | duyệt đội hình | tổng duyệt | chạy chương trình
dẫn chương trình | viết lời dẫn | soạn đề | ra đề | coi thi | chấm thi | xếp lớp | phân lớp | dạy bù
dạy kèm | phụ đạo | ôn thi | tuyển quân | giao quân | đón quân | huấn luyện quân | hội thao | hành quân
bố phòng | tuần biên | phát quang đường biên | kiểm tra đột xuất | kiểm tra chéo | phúc khảo | phúc đáp
trả lời bằng văn bản | phản hồi | hồi âm | gọi điện | tăng ca | tăng mũi | tăng quân | bổ sung quân số
bổ sung nhân lực | cắt cử | phân ca | đổi ca | trực ca | canh lửa | canh đê | hộ đê | tuần đê | cứu đê
dập lửa | dập dịch | khống chế | bao vây ổ dịch | rải vôi | rắc vôi | phun khử khuẩn | diệt chuột
diệt lăng quăng | bắt chó | tiêm vét | tiêm bổ sung | lấy máu | hiến máu | tiếp máu | chuyển viện
chuyển tuyến | hội chẩn | khám lại | khám lưu động | phát thuốc | kê đơn
""")

MODALS = words("""
cần | cần phải | phải | cần tập trung | có trách nhiệm | có nhiệm vụ | chịu trách nhiệm | không được
không để | nghiêm cấm | tuyệt đối không | nên | hãy | đừng | chớ
""")

# Words that voice an order: strong ones instruct by themselves, weak ones by what follows.
STRONG_FRAMES = words("""
yêu cầu | đề nghị | giao | giao cho | phân công | chỉ đạo | chỉ đạo cho | chỉ thị | ủy quyền cho
giao nhiệm vụ cho | giao trách nhiệm cho | đốc thúc | hối thúc | ra lệnh
""")
WEAK_FRAMES = words("""
nhấn mạnh | lưu ý | quán triệt | nêu rõ | khẳng định | chỉ rõ | nhắc nhở | nhắc | nêu | kết luận | đề ra
gợi ý | quyết định | thống nhất | nhất trí | cho biết | cho rằng | mong muốn | mong | kêu gọi | bày tỏ | nói
đồng ý | cho hay | đánh giá | ghi nhận | biểu dương | phát biểu
""")

PAST_MARKS = words("""
đã | vừa | vừa qua | từng | đang | hiện | hiện nay | hiện tại | trước đó | trước đây | thời gian qua
những năm qua | qua đó | nhờ | trong thời gian qua
""")

# Connectors skipped before the clause proper.
CONNECTORS = words("""
đồng thời | bên cạnh đó | ngoài ra | cùng với đó | theo đó | trong đó | cụ thể | cụ thể là | mặt khác
vì vậy | vì thế | do đó | do vậy | trước mắt | thời gian tới | trong thời gian tới | thứ nhất | thứ hai
thứ ba | thứ tư | thứ năm | thứ sáu | thứ bảy | thứ tám | một là | hai là | ba là | bốn là | năm là | sáu là
bảy là | tám là | cuối cùng | đặc biệt | nhất là | song song với đó | song song đó | cùng đó | từ đó
trên cơ sở đó | tuy nhiên | nhưng | và | riêng | còn | tiếp theo | trước hết | trước tiên
đối với nhiệm vụ này | ngay sau đó | sau đó
""")
TOPIC_OPENERS = words("""
về | đối với | trong | để | nhằm | tại | trường hợp | nếu | căn cứ | liên quan đến | liên quan tới
liên quan | qua | trên cơ sở | với | theo | khi | sau khi | từ | ngay từ | ngay trong | ngay sau | trước
sau | cùng với | bên cạnh | thực hiện | xét | nhân | riêng đối với | riêng về | trước tình hình
trước diễn biến | do | vì | ngoài | trên tinh thần | trên
""")

# Nouns that turn a frame verb into a noun when they stand before it.
NOUN_MAKERS = words("""
hồ sơ | theo | các | những | sự | việc | được | đáp ứng | với | nội dung | công tác | tinh thần
thực hiện | có
nhiệm vụ | lãnh đạo | ban | hướng dẫn | của | vốn | bàn | chuyển | ngoại | tiếp | một số | nhiều | mục tiêu
quan điểm | vai trò | chịu | dưới | số | phát biểu | vấn đề | bị | đúng | khi | từng | hai | đạt | nhận
thay | tư tưởng | đường lối | lời | nêu ra | về | bảo đảm | đảm bảo | ban hành
""")
