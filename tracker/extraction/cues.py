"""The phrase lists of the lexicon, ready for matching by the parsers of names, predicates and frames."""

from __future__ import annotations

from tracker.extraction import lexicon as lx
from tracker.extraction import lexicon_bodies as lb
from tracker.extraction import lexicon_names as ln
from tracker.extraction.phrases import Phrases

ADVERBS = Phrases(lx.ADVERBS)
VERBS = Phrases(lx.PRODUCT_VERBS | lx.EFFORT_VERBS | lx.MORE_VERBS)
HEADS = Phrases(lx.ADVERBS | lx.PRODUCT_VERBS | lx.EFFORT_VERBS | lx.MORE_VERBS)
COMPOUNDS = ln.COMPOUNDS
MODALS = Phrases(lx.MODALS)
BODIES = Phrases(lb.BODIES)
OFFICES = Phrases(lb.OFFICES)
PLACES = Phrases(lb.PLACES)
# What makes a collective of the noun behind it, in one word.
PLURALS = frozenset(("các", "những", "từng", "mọi", "mỗi", "tất", "toàn"))
QUANTIFIERS = Phrases(lb.QUANTIFIERS)
MODIFIERS = Phrases(lb.MODIFIERS)
FIELDS = Phrases(lb.FIELDS)
NOT_BODIES = Phrases(lb.NOT_BODIES)
WHOLE = Phrases(ln.WHOLE)
TENSE = Phrases(
    lx.words("""
đã | đang | sẽ | trình bày | được | bị | vừa | mới | chưa | là | cho biết | cho rằng | cho hay
nói | thông tin
khẳng định | từng | có thể | không | cũng đã | hiện | muốn | vẫn
""")
)
CARRY = Phrases(
    lx.words("""
cũng | còn | đều | lại | cũng như | phải | cần | tự | cùng | và | trực tiếp | thì
""")
)
SEPARATORS = Phrases(lx.words(", | ; | + | và | cùng | cùng với | cũng như | hoặc | , và | - | –"))
# "các sở, ngành, nhất là Sở Y tế": behind a collective, those of it who are meant first.
ABOVE_ALL = Phrases(
    lx.words("""
nhất là | đặc biệt là | trước hết là | trước tiên là | mà trước hết là | mà nhất là | đầu tiên là
trong đó có
""")
)
SAYING = Phrases(lx.STRONG_FRAMES | lx.WEAK_FRAMES)
ADJUNCTS = Phrases(
    lx.words("""
theo | căn cứ | trên cơ sở | trong phạm vi | trong | với | tại | ngay | từ | sau | khi | trước | nhân | để
qua | bằng | trên | có trách nhiệm | nhằm | đối với | về | thông qua | trường hợp | nếu | dưới | cho đến
đến | chậm nhất
""")
)
STRONG = Phrases(lx.STRONG_FRAMES)
WEAK = Phrases(lx.WEAK_FRAMES)
CONNECTORS = Phrases(lx.CONNECTORS)
TOPICS = Phrases(lx.TOPIC_OPENERS)
SPEAKERS = Phrases(lb.SPEAKERS)
LEADERS = Phrases(lb.LEADERS)
VOICED = STRONG.firsts | WEAK.firsts
PAST = Phrases(lx.PAST_MARKS)
NOUN_MAKERS = Phrases(lx.NOUN_MAKERS)
GIAO_NOUNS = frozenset(
    [
        "thông",
        "dịch",
        "lưu",
        "ban",
        "nhận",
        "hữu",
        "thoa",
        "thương",
        "diện",
        "tiếp",
        "mùa",
        "đất",
        "rừng",
        "khoán",
        "cho_thuê",
        "ước",
        "điểm",
        "cắt",
        "hòa",
        "động",
        "kèo",
        "bóng",
    ]
)
AFTER_FRAME = Phrases(
    lx.words("""
là | rằng | việc | ngay | thêm | tiếp | cụ thể | rõ | các nội dung | phải | cần
""")
)
TIMES = Phrases(
    lx.words("""
trong thời gian tới | thời gian tới | ngay trong thời gian tới | sau tết | trước mắt | ngay sau hội nghị
ngay sau hội nghị này | trong tháng tới | trong những ngày tới | từ nay đến cuối năm | trong năm nay
ngay từ đầu năm | năm nay | ngay từ bây giờ | thời gian tới đây | trong những tháng cuối năm
""")
)
BEFORE_FRAME = frozenset(
    ["cũng", "tiếp", "tục", "đã", "vừa", "còn", "có", "trực", "lại", "đồng", "thời", "và"]
)
PLAIN = Phrases(
    lx.words("""
dự án đầu tư xây dựng công trình giao thông | dự án đầu tư xây dựng | cấp nước | phòng chống thiên tai
phòng, chống thiên tai | tìm kiếm cứu nạn | thông tin duyên hải | cứu nạn | cứu hộ | chống ngập
chống ngập nước | tham mưu, giúp việc | quản lý nhà nước | chuyên trách tham mưu, giúp việc
thông tin đại chúng | thông tin, báo chí | trực tiếp sử dụng | quản lý thị trường
""")
)
