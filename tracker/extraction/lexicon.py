"""Word lists of the directive language, as data. Sources: the office's own usage and public conclusions."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The phrases of a list written with "|" or line breaks between them."""
    return frozenset(w.strip() for line in text.splitlines() for w in line.split("|") if w.strip())


# Adverbs that open a bare imperative; the real verb mostly follows.
ADVERBS = words("""
tiếp tục | tập trung | chủ động | khẩn trương | kịp thời | thường xuyên | tích cực | quyết liệt | nghiêm túc
kiên quyết | tăng cường | đẩy mạnh | đẩy nhanh | phấn đấu | sớm | trước mắt | quan tâm | chú trọng | ưu tiên
bảo đảm | đảm bảo | từng bước | không ngừng | thực sự | chấn chỉnh | sẵn sàng | nhanh chóng | ngay lập tức
tuyệt đối | trực tiếp | cương quyết | quyết tâm | nỗ lực | tự giác | gương mẫu | coi trọng | chú ý | lưu ý
mạnh dạn | linh hoạt | sâu sát | nghiêm chỉnh | đặc biệt quan tâm | đặc biệt chú trọng | đặc biệt lưu ý
định kỳ | hằng tháng | hằng quý | hằng năm | hàng tháng | hàng quý | hàng năm | hàng ngày | hằng ngày
tiếp thu | chặt chẽ | thận trọng | kiên trì | đồng thời | song song | trước hết | bằng mọi biện pháp
tập trung cao độ | dồn sức | đẩy lùi | siết chặt | thúc đẩy | khuyến khích | nêu cao | đề cao | bám sát
luôn | cùng nhau | phải | cần | cần phải | nên | hãy | không được | không để | nghiêm cấm | cấm | tiế tục
chậm nhất | đặc biệt
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
họp | đối thoại | tiếp công dân | tiếp | trao đổi | thống nhất | thỏa thuận | đàm phán
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
xúc tiến | quảng bá | giới thiệu | đẩy | kéo | mở | tham gia | chịu trách nhiệm | có trách nhiệm | làm gương
nêu gương | bắt tay | canh gác | tuần tra | túc trực | xử phạt | xử | truy cứu | kỷ luật | đối chiếu
so sánh | phân tích | truy xuất | lưu trữ | bảo quản | bảo trì | duy tu | vệ sinh | thu gom | phun | cách ly
xét nghiệm | điều trị | tiêm | hòa giải | đối ngoại | bảo hộ | giải đáp | tư vấn | giúp | giúp đỡ | thăm
ủng hộ | đóng góp | quyên góp | trợ giúp | bình ổn | niêm phong | phong tỏa | hạ | tiết giảm | gia hạn
miễn | khoanh | giãn | hoãn | cho vay | bán | xuất | nhập
""")

MODALS = words("""
cần | cần phải | phải | cần tập trung | có trách nhiệm | chịu trách nhiệm | không được | không để
nghiêm cấm | tuyệt đối không | nên | hãy | đừng | chớ
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
theo | các | những | sự | việc | được | đáp ứng | với | nội dung | công tác | tinh thần | thực hiện | có
nhiệm vụ | lãnh đạo | ban | hướng dẫn | của | vốn | bàn | chuyển | ngoại | tiếp | một số | nhiều | mục tiêu
quan điểm | vai trò | chịu | dưới | số | phát biểu | vấn đề | bị | đúng | khi | từng | hai | đạt | nhận
thay | tư tưởng | đường lối | lời | nêu ra
""")
