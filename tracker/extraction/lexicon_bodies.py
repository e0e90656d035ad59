"""Word lists of who can be told to act: bodies, officials, collectives; and of who speaks."""

from __future__ import annotations

from tracker.extraction.lexicon import words

# Heads of a body's name; what follows in capitals or from the modifier list belongs to the name.
BODIES = words("""
phòng, ban | phòng, ban, ngành | phòng, ban, đơn vị
sở - ngành | sở - ban - ngành | ban - ngành | bộ - ngành | đội ngũ báo cáo viên | báo cáo viên
đội ngũ giáo viên | cán bộ, công chức | cán bộ, công chức, viên chức | cán bộ, chiến sĩ | công sở
bộ, ngành, địa phương và cơ sở | cấp tỉnh ủy | cấp huyện | cấp xã | cấp tỉnh | hiệp hội ngành nghề
tổ chức tín dụng | tổ chức chính trị - xã hội | tổ chức chính trị | tổ chức, cá nhân | tổ chức đoàn thể
viện hàn lâm | trung tâm điều hành | đài tiếng nói việt nam | đài tiếng nói nhân dân | bộ, ngành
sở, ngành | sở, ban, ngành | ban, sở, ngành | bộ, ngành, địa phương | cơ quan, đơn vị | cấp, ngành
cấp, các ngành | sở, ban ngành | bộ, cơ quan | bộ, ban, ngành | ban, ngành | ban, ngành, đoàn thể
cấp, ngành, đơn vị | hệ thống hành chính | hệ thống ngân hàng | bộ | sở | ban | cục | tổng cục | chi cục
vụ | viện | phòng | văn phòng | thanh tra | ủy ban | ủy ban nhân dân | ubnd | hđnd | hội đồng nhân dân
hội đồng | công an | quân khu | quân đội | bộ đội | bộ đội biên phòng | bộ chỉ huy | bộ tư lệnh
bộ tham mưu | cảnh sát | cảnh sát biển | cảnh sát giao thông | cảnh sát khu vực | hải quan | kho bạc
kho bạc nhà nước | ngân hàng | ngân hàng nhà nước | đài | báo | báo chí | nhà cung cấp dịch vụ
nhà cung cấp | nhà trường | thông tấn xã | tòa án | viện kiểm sát | kiểm toán | kiểm toán nhà nước
tập đoàn | tổng công ty | công ty | công ty cổ phần | công ty tnhh | doanh nghiệp | hợp tác xã | tỉnh ủy
thành ủy | huyện ủy | thị ủy | quận ủy | xã ủy | phường ủy | đặc khu ủy | phòng xét nghiệm
nhà nhập khẩu | nhà phân phối | ban công tác mặt trận | đảng ủy | đảng bộ | chi bộ | chi ủy | cấp ủy
cấp ủy đảng
tổ chức đảng | đảng đoàn | ban cán sự đảng | ban cán sự | ban thường vụ | btv | thường trực | thường vụ
ban chấp hành | ban chỉ đạo | ban chỉ huy | ban quản lý | ban tổ chức | bch | bcđ | bql | ban tuyên giáo
ban dân vận | ban nội chính | ủy ban kiểm tra | ubkt | văn phòng chính phủ | chính phủ | quốc hội
mặt trận | mặt trận tổ quốc | mttq | ubmttq | hội | hiệp hội | liên đoàn | đoàn | đoàn thanh niên
đoàn thể | công đoàn | liên minh | trường | đại học | học viện | bệnh viện | trung tâm | trạm | tổ | đội
chủ hồ chứa | đoàn kiểm tra | đoàn thanh tra | đoàn công tác | đoàn giám sát | tổ công tác | tổ chức
hội cựu chiến binh | hội nông dân | hội phụ nữ | bảo hiểm xã hội | điện lực | cơ quan | đơn vị | ngành
cơ quan ngành dọc | cơ quan thanh tra | thống kê tỉnh | thống kê tỉnh, thành phố | viện ksnd | tand
địa phương | chính quyền | lực lượng | tiểu ban | ban đảng | ban xây dựng đảng | khu kinh tế | cấp
nhà thầu | chủ đầu tư | nhà đầu tư | tư vấn | tư vấn giám sát | chủ rừng | chủ dự án | chủ hồ | hải quân
kiểm ngư | biên phòng | quân sự | dân quân | thanh niên xung kích | quản lý thị trường | cơ sở
cơ sở y tế | cơ sở đào tạo | cơ sở giáo dục | khối | hệ thống | hệ thống chính trị | toàn ngành
toàn quân | tổ dân phố | thôn | bản | ban ngành | bộ ngành | sở ngành | quận huyện | phường xã
sở ban ngành | bên | cảng vụ | kiểm lâm | thuế | cơ quan thuế | evn | vec | acv | pvn | bhxh | nhnn | vpcp
ttcp | ttxvn | vov | vtv | vcci | đhqg | người dân | nhân dân | hải quan các tỉnh | thành viên | tổ thư ký
ban soạn thảo | tổ biên tập | nhóm | ban giám hiệu | ban giám đốc | ban lãnh đạo | tập thể
hiệp hội doanh nghiệp | trung ương | ban chỉ đạo 389 | hội liên hiệp phụ nữ | đoàn đbqh
đoàn đại biểu quốc hội | thường trực hđnd | cá nhân | tỉnh đoàn | thành đoàn | huyện đoàn | quận đoàn
chi đoàn | liên chi đoàn | liên danh | liên danh nhà thầu | khoa | tổ kiểm tra | tổ giúp việc
hạt kiểm lâm | xí nghiệp | nhà máy | ban thường trực | ban thanh tra | trạm y tế | nhà văn hóa | chi hội
phân hiệu | phòng khám | đồn | đồn biên phòng | vườn quốc gia | bảo tàng | thư viện | giáo hội | dược sĩ
khu bảo tồn | nhà xuất bản | nhà hát | trang trại | chủ cơ sở | chủ trang trại | chủ đập | chủ mỏ | chủ tàu
hội sở | chủ vườn | hộ kinh doanh | điều dưỡng | bác sĩ | giáo viên | hội đồng trường | chi nhánh | quỹ
ngân hàng chính sách xã hội | agribank | vietcombank | vietinbank | bidv | vnpt | viettel | mobifone
khối phố | khu phố | ấp | buôn | tổ liên gia | tổ tự quản | tổ hòa giải | tổ đề án | điểm thi
trưởng phòng | công ty lâm nghiệp | lâm trường | nông trường | cảng hàng không | nhà ga
hãng hàng không | hãng tàu | hãng vận tải | nhà sản xuất | thương nhân | lực lượng an ninh
lực lượng an ninh trật tự | hệ dự phòng
trường học | bộ phận
chủ hồ thủy điện | chủ hồ, đập | kiểm lâm địa bàn
bưu điện | viễn thông tỉnh | bến xe | tạp chí | cổng thông tin điện tử | kế toán | kế toán trưởng | thủ quỹ
chủ hộ | hộ dân | hộ gia đình | phụ huynh | phụ huynh học sinh | người có uy tín | già làng | phân viện
cụm thi đua | khối thi đua | liên hiệp | bộ phận một cửa | bộ phận tiếp nhận | dân quân tự vệ
thanh tra viên
thanh tra giao thông | thanh tra xây dựng | ttyt | ttgdtx | ttvh | pgd&đt | bqlda | vptu | btctu | ubkttu
nghiệp đoàn | hội quán | câu lạc bộ | tổ hợp tác | trung đoàn | sư đoàn | tiểu đoàn | đại đội
lữ đoàn | vùng cảnh sát biển | hải đoàn | hải đội | trại giam | trại tạm giam | nhà xe | bến đò | bến phà
chủ đò | chủ bè | ban hành giáo | tổ trưởng chuyên môn | giáo viên chủ nhiệm | nhân viên y tế
cán bộ y tế | cô đỡ thôn bản | bchqs | bch quân sự | bchpctt | ubbc | ttptqđ
ldld | lđlđ | hnd | hlhpn | hccb | đtn | vpđu | bxdđ
người nộp thuế | người sử dụng lao động | cộng tác viên | khuyến nông viên | thú y viên
công an viên | thôn đội
binh đoàn | quân đoàn | binh chủng | quân chủng | đoàn kinh tế - quốc phòng
cơ sở khám bệnh, chữa bệnh | cơ sở khám, chữa bệnh | cơ sở kcb | bên mời thầu | phòng chuyên môn
phòng, ban chuyên môn | ban phát triển thôn | ban phát triển bản
trung tâm bồi dưỡng chính trị | hội đồng đăng ký đất đai | tổ chức chính trị - xã hội và đoàn thể
khu di tích | khu di tích lịch sử | khu công nghệ cao | cụm công nghiệp
công ty trách nhiệm hữu hạn một thành viên | công ty tnhh một thành viên | công ty trách nhiệm hữu hạn
công ty tnhh mtv | hội đồng thành viên | hội đồng quản trị | khu điều trị
hạt quản lý đường bộ | hạt quản lý đê | ngư dân | thư ký | hộ nuôi | người được giao
khoa, phòng | phòng, khoa | khoa, phòng, trung tâm | khoa, phòng, ban | khoa, viện | phòng, đội | đội, phòng
ban, phòng | phòng, trạm | tổ, đội | đội, tổ | tổ, nhóm | huyện, thành đoàn | huyện, thành, thị đoàn
huyện, thị, thành đoàn | huyện, thành đoàn, đoàn trực thuộc | huyện, thành hội | huyện, thị, thành hội
đảng ủy, chi ủy | đảng ủy, chi bộ | chi ủy, chi bộ | chi, đảng bộ | đảng bộ, chi bộ | chi bộ, đảng bộ
bến xe, bến tàu | siêu thị | nhà phân phối | siêu thị, nhà phân phối | tổ viên | ban vận động | nhà hảo tâm
htx | tvgs | tvtk | ban ql | ban qlda | hải quan cửa khẩu, ngoài cửa khẩu | cổng thông tin | ban biên tập
liên đoàn lao động | thành hội | huyện hội | tỉnh hội | chốt kiểm soát | chốt kiểm dịch
""")
PLACES = words("""
quận - huyện | phường - xã | xã - phường | huyện, thị, thành | huyện, thị, thành phố | huyện, thành, thị
buôn | buôn, thôn | thôn, buôn | thôn, bản | thôn, xóm | thôn, tổ dân phố | ấp | ấp, khu phố | khóm, ấp
khu phố | bản, tổ dân phố | xóm | tỉnh | thành phố | huyện | quận | thị xã | xã | phường | thị trấn | tp
tx | đặc khu | thủ đô | khu vực | vùng | tỉnh, thành | tỉnh, thành phố | quận, huyện | quận, huyện, thị xã
huyện, thị xã | huyện, thị xã, thành phố | huyện, thành phố | xã, phường | xã, phường, thị trấn
xã, thị trấn | xã, phường, đặc khu | phường, xã | tỉnh thành | thôn | bản
""")
OFFICES = words("""
trưởng ban quản lý | phó cục trưởng | phó tổng cục trưởng | thành viên chính phủ | tổng tham mưu trưởng
chủ tịch | phó chủ tịch | bí thư | phó bí thư | giám đốc | phó giám đốc | bộ trưởng | thứ trưởng | thống đốc
trưởng ban | phó trưởng ban | trưởng phòng | cục trưởng | tổng cục trưởng | vụ trưởng | chánh văn phòng
chánh thanh tra | thủ trưởng | người đứng đầu | lãnh đạo | tổng giám đốc | hiệu trưởng | viện trưởng
chánh án | tư lệnh | chính ủy | chỉ huy trưởng | thủ tướng | phó thủ tướng | tổng bí thư | chủ nhiệm
trưởng đoàn | tổ trưởng | đồng chí | ủy viên | ông | bà | cán bộ | đảng viên | công chức | viên chức
người phát ngôn | tổng thư ký | trưởng tiểu ban | tổng thanh tra | tổng kiểm toán | cán bộ, đảng viên
trưởng ấp | huyện ủy viên | thành ủy viên | tỉnh ủy viên | đảng ủy viên
trưởng thôn | trưởng bản | trưởng khoa | đội trưởng | trạm trưởng
trưởng | phó | đại biểu | hội viên | trưởng các | chủ tịch nước | đ/c | đại tướng | thượng tướng
trung tướng | thiếu tướng | đại tá
""")
# Officials and papers whose word is an order: what stands before a frame verb and is no addressee.
SPEAKERS = words("""
thủ tướng | phó thủ tướng | chủ tịch | phó chủ tịch | bí thư | phó bí thư | bộ trưởng | thứ trưởng
tổng bí thư | đồng chí | ông | bà | chủ tịch nước | đại tướng | thượng tướng | người đứng đầu | lãnh đạo
tổng cục trưởng | cục trưởng | giám đốc | trưởng ban | phó trưởng ban | thường trực | ban thường vụ
ban bí thư | bộ chính trị | chính phủ | thường vụ | công điện | chỉ thị | văn bản | công văn | thông báo
kết luận | nghị quyết | quyết định | thông điệp | hội nghị | phiên họp | btvtu | chủ tọa | tôi | chúng tôi
chủ nhiệm
""")
# Persons and papers only: what a body "chỉ đạo" is its own task, what these "chỉ đạo" is an order.
LEADERS = words("""
thủ tướng | phó thủ tướng | chủ tịch | phó chủ tịch | bí thư | phó bí thư | bộ trưởng | thứ trưởng
chính phủ | tổng bí thư | đồng chí | ông | bà | chủ tịch nước | đại tướng | thượng tướng | người đứng đầu
lãnh đạo chính phủ | lãnh đạo tỉnh | lãnh đạo thành phố | lãnh đạo bộ | lãnh đạo ubnd | lãnh đạo tỉnh ủy
lãnh đạo thành ủy | lãnh đạo huyện | công điện | chỉ thị | văn bản | công văn | thông báo | kết luận
nghị quyết | tôi | chúng tôi | trưởng ban | cục trưởng | tổng cục trưởng | giám đốc
""")
QUANTIFIERS = words("""
các vị | các đồng chí ủy viên | quý | các | những | mọi | tất cả | toàn thể | toàn bộ | từng | mỗi | cả
một số | nhiều | đồng chí | các đồng chí | hai | ba | bốn | năm | sáu | tất cả các | toàn | đích thân
riêng | đại diện | đ/c
""")

# Lower-case words that carry a body's name on.
MODIFIERS = words("""
còn lại | phụ trách lĩnh vực | phụ trách địa bàn | phụ trách cơ sở | phụ trách xã | phụ trách bản
phụ trách thôn
theo lĩnh vực phụ trách | theo phân công phụ trách | được phân công phụ trách địa bàn | tiết kiệm và vay vốn
xung kích | xung kích phòng, chống thiên tai | thiện nguyện | hỗ trợ cộng đồng
chi nhánh | chung cư | tối cao | cấp cao | chữa cháy rừng | phòng cháy rừng | phòng thủ dân sự
phòng, chống dịch | phòng, chống dịch bệnh | dự án đầu tư xây dựng công trình giao thông
dự án đầu tư xây dựng công trình dân dụng và công nghiệp | dự án đầu tư xây dựng các công trình
dự án đầu tư xây dựng | dự án đầu tư | dự án | các khu công nghiệp | thủy lợi | thủy điện | điện lực
viễn thông | xăng dầu | xổ số | cấp nước | vùng đồng bằng sông cửu long | đồng bằng sông cửu long
đồng bằng | miền trung | phía bắc | phía nam | tây nguyên | thông tin duyên hải | tuyến biển
cấp dưới trực thuộc | quản lý chuyên ngành | quản lý chuyên ngành tại biên giới | chống ngập nước
chống ngập | lũ lụt | cứu nạn | cứu hộ | của | thuộc | trực thuộc | ở trung ương và địa phương
thông tấn, báo chí | truyền thông, báo chí | thông tin, báo chí | liên quan | có liên quan | chức năng
các cấp | cấp tỉnh | cấp huyện | cấp xã | cấp cơ sở | địa phương | trên địa bàn | tỉnh | thành phố | huyện
thị xã | quận | phường | xã | thị trấn | trung ương | nhà nước | đảng | nêu trên | này | trên | nói trên
ở trung ương | ở địa phương | tại địa phương | tại trung ương | hữu quan | khác | chuyên môn | tham mưu
giúp việc | khối | chủ chốt | chủ trì soạn thảo | soạn thảo | tham mưu, giúp việc | trong tỉnh | toàn tỉnh
cơ sở | nhân dân | chính phủ | ngang bộ | thuộc chính phủ | thông tin đại chúng | thông tấn | báo chí
truyền thông | quản lý | quản lý nhà nước | tố tụng | thi hành tố tụng | tiến hành tố tụng
bảo vệ chính trị nội bộ | phòng chống thiên tai | phòng, chống thiên tai | tìm kiếm cứu nạn | y tế
giáo dục | công an | quân đội | quân sự | biên phòng | xây dựng đảng | đảng viên | chính trị | xã hội
chính trị - xã hội | chính trị – xã hội | đoàn thể | tín dụng | thương mại | cổ phần | tư nhân
liên ngành | thường trực | đứng đầu | lãnh đạo | vũ trang | hành chính | sự nghiệp | trong toàn quân
toàn quốc | cả nước | trong cả nước | trên toàn quốc | trong vùng | ven biển | miền núi | vùng | khu vực
biên giới | chủ lực | nòng cốt | đầu tư | thi công | kinh doanh | nghiệp vụ | chuyên trách | chuyên ngành
ngành | bộ | sở | cấp | trong hệ thống | đóng quân | đóng trên địa bàn | đóng chân trên địa bàn
phụ trách | thành viên | nước | dân cử | khu kinh tế | đăng kiểm | dự báo | khí tượng thủy văn | khí tượng
thủy văn | đại diện | tại việt nam | việt nam | mặt trận | tổ quốc | tổ chức | cùng cấp | cấp dưới
cấp trên | tuyến đầu | có thẩm quyền | đầu mối | chủ quản | khai thác | vận hành | quản lý thị trường
kiểm tra | thanh tra | kiểm sát | thi hành án | điều tra | thuế | hải quan | du lịch | vận tải | tài chính
ngân hàng | nông nghiệp | công thương | xây dựng | văn hóa | giao thông | giao thông vận tải | môi trường
tư pháp | nội vụ | thanh niên | phụ nữ | nông dân | cựu chiến binh | doanh nghiệp | lớn | đơn vị | cơ quan
vắng mặt không lý do | chấp pháp | trên biển | trực tiếp | sử dụng | nội chính | tuyên giáo | dân vận
cấp quân khu | từ tỉnh đến cơ sở | từ tỉnh đến xã | từ huyện đến cơ sở | từ thành phố đến cơ sở
từ trung ương đến cơ sở | từ trung ương đến địa phương | trong khối | khối đảng | đô thị | đường bộ
hàng không | đường sắt | đường thủy | hàng hải | bảo hiểm
bảo hiểm xã hội | dân tộc | tôn giáo | tại các địa phương | tại chỗ | miền nam | miền bắc | ven sông
đầu nguồn | vùng cao | rừng phòng hộ | rừng đặc dụng | dự phòng | quốc gia | lâm sàng | trung học phổ thông
trung học cơ sở | tiểu học | mầm non | giáo dục thường xuyên | giáo dục nghề nghiệp
giáo dục nghề nghiệp - giáo dục thường xuyên | trung cấp | cao đẳng | phổ thông
""")

# Fields of ministries and departments whose names hold "và" or a comma.
FIELDS = words("""
kế hoạch và đầu tư | kế hoạch - đầu tư | kế hoạch đầu tư | nông nghiệp và phát triển nông thôn
nông nghiệp - phát triển nông thôn | nông nghiệp và ptnt | nông nghiệp & ptnt
giáo dục và đào tạo | giáo dục - đào tạo | gd&đt | gd-đt | nn&ptnt
văn hóa, thể thao và du lịch | văn hóa thể thao và du lịch | văn hóa - thể thao và du lịch
văn hóa thể thao du lịch | lao động - thương binh và xã hội | lao động – thương binh và xã hội
lao động thương binh và xã hội | lao động, thương binh và xã hội | lao động thương binh xã hội
khoa học và công nghệ | khoa học - công nghệ | thông tin và truyền thông | thông tin - truyền thông
tài nguyên và môi trường | tài nguyên - môi trường | tài nguyên môi trường | nông nghiệp và môi trường
dân tộc và tôn giáo | tuyên giáo và dân vận | văn hóa và thể thao | văn hóa, thể thao | giao thông vận tải
giao thông - vận tải | giao thông- vận tải | công thương | tài chính | tư pháp | nội vụ | xây dựng | y tế
ngoại giao | quốc phòng | công an | du lịch | quy hoạch - kiến trúc | quy hoạch và kiến trúc
phòng, chống thiên tai và tìm kiếm cứu nạn | phòng chống thiên tai và tìm kiếm cứu nạn | phòng thủ dân sự
phòng, chống tham nhũng, tiêu cực | phòng chống tham nhũng, tiêu cực
ứng phó sự cố, thiên tai và tìm kiếm cứu nạn | ứng phó sự cố thiên tai và tìm kiếm cứu nạn
thương mại và công nghiệp | đầu tư và phát triển | quản lý và bảo vệ | phát triển nông thôn
tần số vô tuyến điện | khoa học, công nghệ và môi trường | tiếp công dân | khám, chữa bệnh
chăn nuôi và thú y | trồng trọt và bảo vệ thực vật | thủy lợi và phòng chống thiên tai | biển và hải đảo
thủy lợi và phòng, chống thiên tai | đê điều và phòng, chống thiên tai | đê điều và phòng chống lụt bão
quản lý đê điều và phòng, chống thiên tai | chất lượng, chế biến và phát triển thị trường
quản lý chất lượng nông lâm sản và thủy sản | chất lượng nông lâm sản và thủy sản
thuế xuất nhập khẩu | giám sát, điều hành đô thị thông minh | giám sát, điều hành thông minh
phòng cháy, chữa cháy và cứu nạn, cứu hộ | phòng cháy chữa cháy và cứu nạn cứu hộ
giám sát, kiểm tra và xử lý sau thanh tra | bảo vệ, chăm sóc sức khỏe cán bộ | bảo trợ xã hội và trẻ em
phòng, chống tệ nạn xã hội | sử dụng đất và môi trường | quản lý và khai thác công trình thủy lợi
khai thác công trình thủy lợi | quản lý và phát triển nhà | môi trường và công trình đô thị
khu kinh tế và các khu công nghiệp | khu kinh tế và khu công nghiệp | các khu công nghiệp và chế xuất
đổi mới, phát triển kinh tế tập thể, hợp tác xã | đổi mới và phát triển doanh nghiệp
""")

# Nouns that only look like a body's head.
NOT_BODIES = words("""
trường thông tin | trường dữ liệu | vụ khiếu nại | vụ tố cáo | vụ tai nạn | vụ cháy | vụ vi phạm
vụ tham nhũng
trường hợp | nhóm việc | tổ chức liên hoan | tổ chức ngày | tổ chức tuần | tổ chức hội chợ
tổ chức hội thao
tổ chức hội diễn | tổ chức giải | tổ chức tết | tổ chức đêm
hội nghị | hội thảo | đoàn kết | ban đầu | bộ phận | bộ máy | đội ngũ | bản đồ | bên cạnh
khoa học | khoa trương
cơ sở hạ tầng | cơ sở dữ liệu | cơ sở vật chất | cơ sở pháp lý | cơ chế | phòng chống | phòng ngừa
phòng , chống | sở hữu | viện trợ | khối lượng | tổ hợp | cục bộ | vụ việc | vụ án | đơn thư | bản thân
bộ tiêu chí | bộ chỉ số | bộ chỉ tiêu | ngành nghề | cấp bách | cấp phép | cấp độ | cấp thiết | cấp bậc
cấp nước | cấp cứu | cấp phát | vùng xa | vùng sâu | bản án | đoàn viên | hội đồng bộ | tổ chức thực hiện
xã hội | xã hội hóa | báo cáo | bên ngoài | bên trong | thuế suất | thuế thu nhập | thuế giá trị
trường học | đài thọ | hội tụ | hội nhập | hội chợ | bộ luật | năm | thủ tục | hệ thống thông tin
hệ thống pháp luật | hệ thống giao thông | hệ thống đê | hệ thống văn bản | khu vực | trước | nhóm nhiệm vụ
nhóm giải pháp | trưởng thành | hải quan điện tử | bên liên quan | tổ chức lại | tổ chức tốt | bản chất
báo động | vùng trũng | vùng nguy hiểm | khối tài sản | cấp tín dụng | thôn bản
bà con | tổ chức hội nghị | tổ chức hội thảo | tổ chức lễ
tổ chức đại hội | tổ chức hội thi | chi nhánh sông | quỹ đất | quỹ thời gian | ban ngày | ban đêm | bản làng
""")
ACRONYMS = words("""
evn | vec | acv | pvn | bhxh | nhnn | vpcp | ttcp | ttxvn | vov | vtv | vcci | ubnd | hđnd | mttq | btv
btvtu | bch | bchqs | ttyt | vpđu | ttptqđ | bcđ | qk4 | đbqh | vnpt | pvoil | vinachem | tkv | scic
csgt | xdst | tvgs | tvtk | qldt | htx
""")
RELATIVE_NOUNS = words("""
nguy | đường | liên | tàu | dự | thẩm | tên | điều | số | vốn | rừng | biển | cửa | mức | tỷ | tỉ | diện
nhiều | chức
""")
