"""Word lists of what a body's name is made of: compounds, and names taken whole."""

from __future__ import annotations

from tracker.extraction.lexicon import words

# Two-syllable words of which a name writes only the first with a capital: "Viện Khoa học thủy lợi".
COMPOUNDS = frozenset(
    tuple(pair.split(" "))
    for pair in words("""
khoa học | công nghệ | kỹ thuật | thủy lợi | thủy sản | nuôi trồng | thiết bị | vật tư | quần thể
danh thắng | sầu riêng | thanh long | cà phê | hồ tiêu | tiền lương | cao su | lâm nghiệp | nông nghiệp
trồng trọt | chăn nuôi
thú y | bảo vệ | thực vật | kiểm lâm | kiểm ngư | khí tượng | thủy văn | địa chất | khoáng sản
tài nguyên | môi trường | đất đai | đo đạc | bản đồ | quy hoạch | kiến trúc | xây dựng | hạ tầng
giao thông | vận tải | đường bộ | đường sắt | đường thủy | hàng hải | hàng không | đăng kiểm | cảng vụ
hoa tiêu | viễn thông | thông tin | truyền thông | phát thanh | truyền hình | báo chí | xuất bản | văn hóa
nghệ thuật | thể thao | thể dục | du lịch | di sản | bảo tàng | thư viện | gia đình | trẻ em | phụ nữ
thanh niên | thiếu niên | nhi đồng | sinh viên | nông dân | cựu chiến | chiến binh | người cao
khuyết tật | chữ thập | thập đỏ | doanh nghiệp | doanh nhân | hợp tác | liên minh | liên đoàn | lao động
công đoàn | việc làm | bảo hiểm | xã hội | thương binh | giáo dục | đào tạo | đại học | cao đẳng
trung cấp | trung học | phổ thông | tiểu học | mầm non | nội trú | bán trú | đa khoa | bệnh viện
dự phòng | kiểm soát | bệnh tật | an toàn | thực phẩm | kiểm nghiệm | giám định | tư pháp | thi hành
hành án | dân sự | kiểm sát | nhân dân | tòa án | tối cao | cấp cao | thanh tra | kiểm tra | kiểm toán
nhà nước | kho bạc | dự trữ | hải quan | ngân hàng | chính sách | phát triển | đầu tư | ngoại thương
công thương | quản lý | thị trường | điện lực | truyền tải | cấp nước | thoát nước | đô thị | công viên
cây xanh | chiếu sáng | xúc tiến | thương mại | công nghiệp | khuyến công | khuyến nông | kinh tế
chế xuất | dân tộc | tôn giáo | ngoại vụ | đối ngoại | hữu nghị | biên giới | biên phòng | quân sự
quốc phòng | an ninh | trật tự | cảnh sát | phòng cháy | chữa cháy | cứu nạn | cứu hộ | thiên tai
tìm kiếm | chỉ huy | tham mưu | chính trị | hậu cần | tuyên giáo | dân vận | nội chính | tổ chức
văn phòng | mặt trận | tổ quốc | thống kê | kế hoạch | tài chính | nội vụ | thi đua | khen thưởng
văn thư | lưu trữ | cán bộ | miền nam | miền bắc | miền trung | trung ương | chi nhánh | khu vực
quốc gia | năng lượng | tiêu chuẩn | đo lường | chất lượng | trí tuệ | học viện | hành chính | nghiên cứu
hải sản | vệ sinh | dịch tễ | tâm thần | y học | cổ truyền | phục hồi | chức năng | nhiệt đới | bưu điện
bưu chính | kiến thiết | công trình | công cộng | dân dụng | giảm nghèo | nông thôn | điều phối | đổi mới
giải phóng | mặt bằng | phòng chống | tiếp công | công dân | số hóa | chuyển đổi | dịch vụ | vận hành
""")
)

# Names with a comma, an "and" or a verb inside them: taken whole before a list is cut at its commas.
WHOLE = words("""
đài phát thanh và truyền hình | đài phát thanh - truyền hình | đài truyền hình việt nam | đài pt - th
đài pt & th | báo và phát thanh, truyền hình | báo và đài phát thanh, truyền hình
báo và đài phát thanh - truyền hình | báo và phát thanh - truyền hình | báo, phát thanh và truyền hình
báo và phát thanh và truyền hình | lực lượng cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ
cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ | cảnh sát phòng cháy chữa cháy và cứu nạn cứu hộ
cảnh sát phòng cháy và chữa cháy | cảnh sát phòng cháy, chữa cháy | văn phòng hđnd và ubnd
văn phòng hội đồng nhân dân và ủy ban nhân dân | văn phòng đảng ủy | văn phòng đăng ký đất đai
chi nhánh văn phòng đăng ký đất đai | trung tâm phục vụ hành chính công | trung tâm kiểm soát bệnh tật
trung tâm phát triển quỹ đất | quỹ phát triển đất | quỹ đầu tư phát triển | quỹ bảo vệ môi trường
quỹ bảo vệ và phát triển rừng | hội đồng nghĩa vụ quân sự | ban chỉ huy phòng thủ dân sự
ban an toàn giao thông | chi cục thi hành án dân sự | cục thi hành án dân sự | ban tự quản
ban công tác mặt trận | ban quản trị | ban đại diện cha mẹ học sinh | ban tuyên giáo và dân vận
huyện, thành, thị ủy | huyện, thị, thành ủy | thành, thị ủy | huyện, thành ủy
văn phòng đoàn đbqh và hđnd | văn phòng đoàn đại biểu quốc hội và hội đồng nhân dân
văn phòng đoàn đại biểu quốc hội và hđnd | đoàn đbqh và hđnd | cơ quan tham mưu, giúp việc
đảng ủy mặt trận tổ quốc, đoàn thể trung ương | ủy ban kinh tế và tài chính | ủy ban pháp luật và tư pháp
ủy ban văn hóa và xã hội | ủy ban quốc phòng, an ninh và đối ngoại | đảng ủy các cơ quan đảng trung ương
đảng ủy mặt trận tổ quốc, các đoàn thể | đảng ủy các cơ quan đảng | đảng ủy khối các cơ quan và doanh nghiệp
đảng ủy khối cơ quan và doanh nghiệp | khối các cơ quan và doanh nghiệp | các điểm thi
cơ quan bảo vệ chính trị nội bộ | đội ngũ báo cáo viên | các cơ quan tham mưu của tỉnh ủy
hội đồng bầu cử quốc gia | hội đồng bầu cử | ủy ban bầu cử | ban bầu cử
ban tham mưu | các ban tham mưu | ban tham mưu của tỉnh ủy | các ban tham mưu của tỉnh ủy
các ban tham mưu, giúp việc | thanh tra liên ngành | đoàn kiểm tra liên ngành | đoàn thanh tra liên ngành
cơ quan chuyên trách tham mưu, giúp việc | ban xây dựng đảng | cấp ủy trực thuộc | ủy ban kiểm tra
trường chính trị | ban chính sách, chiến lược | tiểu ban bảo vệ chính trị nội bộ
liên hiệp các hội khoa học và kỹ thuật | liên hiệp các hội văn học nghệ thuật | hội văn học - nghệ thuật
hội văn học nghệ thuật | liên hiệp các tổ chức hữu nghị | hội nạn nhân chất độc da cam/dioxin
hội nạn nhân chất độc da cam | hội khoa học lịch sử | hội bảo trợ người khuyết tật và trẻ em mồ côi
hội người cao tuổi | hội cựu thanh niên xung phong | hội doanh nhân trẻ | hội doanh nghiệp nhỏ và vừa
hội đồng thi đua - khen thưởng | hội đồng thi đua, khen thưởng | hội đồng kỷ luật | hội đồng thẩm định
hội đồng bồi thường, hỗ trợ và tái định cư | hội đồng bồi thường | hội đồng giám sát xổ số
hội đồng phối hợp phổ biến, giáo dục pháp luật | hội đồng giáo dục quốc phòng và an ninh
hội đồng định giá tài sản | hội đồng tư vấn | hội đồng tuyển dụng | hội đồng sáng kiến | hội đồng quản trị
hội đồng đấu giá | tổ bảo vệ an ninh, trật tự ở cơ sở | tổ bảo vệ an ninh trật tự ở cơ sở
tổ bảo vệ an ninh trật tự cơ sở | lực lượng bảo vệ an ninh, trật tự ở cơ sở
lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở | lực lượng tham gia bảo vệ an ninh trật tự ở cơ sở
lực lượng tham gia bảo vệ an ninh trật tự tại cơ sở | cục kết cấu hạ tầng xây dựng
cục thông tin cơ sở và thông tin đối ngoại | lực lượng bảo vệ an ninh trật tự cơ sở
tổ tuần tra | tổ phản ứng nhanh | tổ xung kích | đội xung kích | đội phản ứng nhanh | đội tuyên truyền
cơ quan cảnh sát điều tra | cơ quan an ninh điều tra | cơ quan điều tra | cơ quan thi hành án dân sự
cảnh sát cơ động | cảnh sát hình sự | cảnh sát môi trường | cảnh sát kinh tế | cảnh sát đường thủy
ban vì sự tiến bộ phụ nữ | ban vì sự tiến bộ của phụ nữ | ban giám sát đầu tư của cộng đồng
ban giám sát đầu tư cộng đồng | ban thanh tra nhân dân | ban chăm sóc sức khỏe cán bộ
ban bảo vệ, chăm sóc sức khỏe cán bộ | ban đổi mới doanh nghiệp | ban tôn giáo
văn phòng điều phối nông thôn mới | văn phòng điều phối xây dựng nông thôn mới | văn phòng thường trực
bộ phận tiếp nhận và trả kết quả | bộ phận tiếp nhận và trả kết quả giải quyết thủ tục hành chính
bộ phận một cửa | bộ phận tổ chức - hành chính | bộ phận văn phòng | bộ phận kế toán
trung tâm hành chính công
trung tâm xúc tiến đầu tư, thương mại và du lịch | trung tâm xúc tiến đầu tư - thương mại và du lịch
trung tâm văn hóa, thể thao và truyền thông | trung tâm văn hóa - thể thao và truyền thông
trung tâm văn hóa, thông tin và thể thao | trung tâm dịch vụ nông nghiệp | trung tâm dịch vụ việc làm
trung tâm giáo dục nghề nghiệp - giáo dục thường xuyên | trung tâm chính trị | trung tâm dịch vụ tổng hợp
phòng giao dịch | tổ chức hội nhận ủy thác | đơn vị nhận ủy thác | đơn vị nhận quân
đoàn thanh tra, kiểm tra | đoàn kiểm tra, giám sát | đoàn kiểm tra, thanh tra | bộ phận quản lý nợ thuế
trung tâm dịch vụ hỗ trợ phát triển nông nghiệp | trung tâm y tế dự phòng
trung tâm nước sạch và vệ sinh môi trường nông thôn
trung tâm nước sinh hoạt và vệ sinh môi trường nông thôn | trung tâm giám sát, điều hành thông minh
trung tâm quan trắc tài nguyên và môi trường | trung tâm quan trắc | nhà văn hóa thiếu nhi
nhà thiếu nhi | nhà văn hóa lao động | bệnh viện y dược cổ truyền | bệnh viện y học cổ truyền
cơ sở khám bệnh, chữa bệnh | cơ sở khám, chữa bệnh | cơ sở khám chữa bệnh | cơ sở sản xuất, kinh doanh
cơ sở sản xuất kinh doanh | cơ sở sản xuất | cơ sở kinh doanh | cơ sở kinh doanh dịch vụ | cơ sở cai nghiện
cơ sở giáo dục mầm non, phổ thông | cơ sở giáo dục và đào tạo | cơ sở giáo dục nghề nghiệp
cơ sở lưu trú | cơ sở dịch vụ | cơ sở tôn giáo | cơ sở chế biến | cơ sở chăn nuôi | cơ sở giết mổ
cơ sở bảo trợ xã hội | trường bán trú | trường nội trú | trường dân tộc nội trú
trường phổ thông dân tộc bán trú
trường phổ thông dân tộc nội trú | trường đại học, cao đẳng | trường đại học | trường cao đẳng
nhà thầu thi công | nhà thầu tư vấn | nhà thầu xây lắp | nhà đầu tư thứ cấp | nhà đầu tư hạ tầng
đơn vị tư vấn | đơn vị tư vấn giám sát | đơn vị thi công | đơn vị vận tải | đơn vị vận hành
đơn vị cung cấp
đơn vị quản lý đường bộ | đơn vị quản lý vận hành | đơn vị quản lý hồ chứa | đơn vị sự nghiệp
đơn vị sự nghiệp công lập | công ty lữ hành | công ty du lịch | công ty thủy lợi | doanh nghiệp lữ hành
doanh nghiệp bảo hiểm | doanh nghiệp vận tải | doanh nghiệp viễn thông | tổ chức tín dụng
công chức địa chính | công chức địa chính - xây dựng | công chức tư pháp - hộ tịch | công chức tư pháp
công chức văn hóa - xã hội | công chức văn phòng - thống kê | công chức tài chính - kế toán
công chức kế toán
khối mặt trận, đoàn thể | khối mặt trận tổ quốc và các đoàn thể | cụm, khối thi đua | già làng, trưởng bản
già làng, người có uy tín | già làng, trưởng thôn, người có uy tín | tổ chức hành nghề công chứng
quỹ tín dụng nhân dân | kiểm toán nhà nước khu vực | đài khí tượng thủy văn | đài truyền thanh
đài truyền thanh - truyền hình | loa truyền thanh | trạm kiểm soát biên phòng | trạm bảo vệ thực vật
trạm trồng trọt và bảo vệ thực vật | trạm chăn nuôi và thú y | trạm khuyến nông | hạt kiểm lâm liên huyện
đảng bộ trực thuộc | cấp ủy, tổ chức đảng | cấp ủy, chính quyền
phòng giáo dục và đào tạo | phòng nội vụ | phòng tài chính - kế hoạch | phòng y tế | phòng tư pháp
phòng văn hóa - xã hội | phòng văn hóa và thông tin | phòng tài nguyên và môi trường
phòng kinh tế và hạ tầng | phòng kinh tế, hạ tầng và đô thị | phòng quản lý đô thị
phòng nông nghiệp và môi trường
phòng lao động - thương binh và xã hội
trung tâm truyền thông, giáo dục sức khỏe | trung tâm truyền thông giáo dục sức khỏe
trung tâm giống cây trồng
trung tâm giống cây trồng và vật nuôi | trung tâm giống nông nghiệp | báo kinh tế và đô thị
báo kinh tế & đô thị
đảng ủy mặt trận tổ quốc và các đoàn thể | đảng ủy mttq và các đoàn thể
đảng ủy mặt trận tổ quốc, các đoàn thể
phòng kế hoạch tổng hợp | phòng kế hoạch nghiệp vụ | phòng công tác xã hội | phòng quản lý chất lượng
phòng hành chính quản trị | phòng hành chính - quản trị | phòng hành chính tổng hợp
phòng hành chính - tổng hợp
phòng tổ chức cán bộ | phòng tổ chức - hành chính | phòng tổ chức hành chính | phòng tổ chức - cán bộ
phòng vật tư - thiết bị y tế | phòng vật tư, thiết bị y tế | phòng công tác chính trị - sinh viên
phòng công tác chính trị và học sinh, sinh viên | phòng công tác sinh viên | phòng quản lý đào tạo
phòng khảo thí và đảm bảo chất lượng | phòng khảo thí và bảo đảm chất lượng | phòng thanh tra - pháp chế
phòng quản lý nợ và cưỡng chế nợ thuế | phòng kê khai và kế toán thuế | phòng tuyên truyền - hỗ trợ
phòng nghiệp vụ - dự toán - pháp chế | phòng giám sát quản lý | phòng tài chính - kế toán
phòng kế hoạch - tài chính
phòng cảnh sát quản lý hành chính về trật tự xã hội | cảnh sát quản lý hành chính về trật tự xã hội
phòng cảnh sát hình sự | phòng cảnh sát giao thông | phòng an ninh chính trị nội bộ | phòng an ninh kinh tế
phòng quản lý xuất nhập cảnh | phòng tham mưu | bộ phận truyền thanh | bộ phận xét nghiệm | bộ phận tổng hợp
tiểu ban tổ chức phục vụ | tiểu ban tổ chức - phục vụ | tiểu ban phục vụ | tiểu ban tuyên truyền
tiểu ban tuyên truyền - khánh tiết | tiểu ban khánh tiết | tiểu ban điều lệ đảng | tiểu ban an ninh, trật tự
tiểu ban an ninh trật tự | tiểu ban hậu cần, cơ sở vật chất | tiểu ban kinh tế - xã hội | tiểu ban văn kiện
tiểu ban nhân sự | tiểu ban bảo vệ | tiểu ban y tế
""") | frozenset(
    f"{head} {field}"
    for head in words("ban qlda | bqlda | bql dự án | ban ql dự án | ban quản lý dự án")
    for field in words("""
đầu tư xây dựng | đầu tư xây dựng công trình giao thông | đầu tư xây dựng các công trình giao thông
đầu tư xây dựng công trình dân dụng và công nghiệp | đầu tư xây dựng dân dụng và công nghiệp
đầu tư xây dựng công trình nông nghiệp và phát triển nông thôn | đầu tư xây dựng hạ tầng
đầu tư xây dựng công trình nông nghiệp và ptnt | đầu tư xây dựng các công trình nông nghiệp và ptnt
đầu tư xây dựng các công trình | đầu tư xây dựng công trình | đầu tư xây dựng khu vực | đầu tư và xây dựng
công trình giao thông | giao thông | hạ tầng | dân dụng và công nghiệp
""")
)
