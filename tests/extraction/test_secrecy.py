"""Marks of secrecy are found in every disguise; words that only sound secret are left alone."""

import os
import time
from pathlib import Path

import pytest

from tests.extraction import secrecy_corpus
from tracker.extraction import secrecy

SHARED = Path(os.environ.get("DONDOC_SHARED", Path(__file__).parents[3] / "shared"))
CORPUS = SHARED / "corpus" / "dev"


def strength(text, extra=()):
    found = secrecy.check(text, extra)
    return found and found.strength


@pytest.mark.parametrize("layout", secrecy_corpus.LAYOUTS)
def test_every_stamp_in_every_disguise_is_refused(layout):
    missed = [
        what
        for what, text in secrecy_corpus.classified()
        if what.split(" / ")[1] == layout and strength(text) != "hard"
    ]
    assert missed == []


def test_ordinary_sentences_raise_at_most_one_alarm_in_a_hundred():
    sentences = list(secrecy_corpus.ordinary())
    alarms = [sentence for sentence in sentences if secrecy.check(sentence)]
    assert len(sentences) > 1000
    assert len(alarms) <= len(sentences) // 100, alarms[:5]


@pytest.mark.parametrize(
    "text",
    [
        "BÍ MẬT NHÀ NƯỚC\nThông báo kết luận",
        "Tài liệu bí mật nhà nước",
        "BÍ MẬT\nNHÀ NƯỚC",
        "B Í  M Ậ T  N H À  N Ư Ớ C",
        "Số: 12-BC/TU (Mật)",
        "Số 05-KL/TU-M ngày 01 tháng 3 năm 2026",
        "Số: 123/BC-UBND (TM)",
        "CHỈ NGƯỜI CÓ TÊN MỚI ĐƯỢC BÓC BÌ",
        "TỈNH ỦY BẮC SƠN MẬT",
        "TỐI MẬT Hà Nội, ngày 12 tháng 3 năm 2026",
        "TỈNH ỦY BẮC SƠN MẬT ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số: 12-BC/TU MẬT Bắc Sơn, ngày 3 tháng 2 năm 2026",
        "Tối mật Bắc Sơn, ngày 3 tháng 2 năm 2026",
        "TÀI LIỆU TỐI MẬT - KHÔNG SAO CHỤP",
        "TỐI MẬTTỐI MẬTTỐI MẬT",
        "Nội dung\nTèI MËT",
        "Nội dung\nTUYEÄT MAÄT",
        "Nội dung\nMAÄT",
    ],
)
def test_other_marks_of_secrecy_are_refused(text):
    assert strength(text) == "hard"


@pytest.mark.parametrize(
    "text",
    [
        "Tài liệu lưu hành nội bộ",
        "TÀI LIỆU THU HỒI",
        "Không phổ biến trên phương tiện thông tin đại chúng",
        "Phân loại tài liệu theo ba độ:\na) Tuyệt mật;\nb) Tối mật;\nc) Mật.",
        "Văn bản đóng dấu chỉ độ TUYỆT MẬT thì gửi theo đường riêng, do người được phân công chuyển.",
    ],
)
def test_doubtful_words_need_a_confirmation(text):
    assert strength(text) == "soft"


@pytest.mark.parametrize(
    "text",
    [
        "MẶT",
        "Mất",
        "Mắt kính",
        "NHIỆM VỤ BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Số 12-BC/TU",
        "Số: 45/QĐ-UBND ngày 12/3/2026",
        "Số 15-CV/BTGTU",
        "Số: 12/TM-BCT",
        "Báo cáo công tác bảo\nmật thông tin",
        "Các cơ quan cần thực hiện nghiêm quy định về công tác bảo vệ\nbí mật nhà nước\ntrong tình hình mới.",
        "Buổi tối\nmật độ giao thông cao",
        "Ong Mật | Dược liệu",
        "Độ mật",
        "Độ mật: Thường",
        "Số | Độ khẩn | Độ mật\n12-TB/TU | Khẩn | Không",
        "Văn bản không đóng dấu độ mật",
        "Tết Đoan Ngọ, ngày 5 tháng 5 năm 2026",
        "mắtmắt",
        "TĂNG CƯỜNG BẢO MẬT, ngày 3 tháng 2 năm 2026",
        "Mật ong",
        "",
    ],
)
def test_look_alikes_pass(text):
    assert secrecy.check(text) is None


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the annotated corpus is not beside the project")
def test_published_documents_raise_no_alarm():
    alarms = [path.name for path in CORPUS.glob("*.txt") if secrecy.check(path.read_text("utf-8"))]
    assert alarms == []


def test_hidden_parts_are_checked_and_told_apart():
    found = secrecy.check("Thông báo kết luận", extra=("Nguyễn Văn A", "Tối mật"))
    assert found == secrecy.SecrecyFinding("hard", "stamp-line", hidden=True)


def test_a_hard_mark_wins_over_a_soft_one():
    assert strength("Lưu hành nội bộ", extra=("MẬT",)) == "hard"


def test_the_finding_says_what_to_do_and_repeats_no_word_of_the_text():
    found = secrecy.check("Kế hoạch ABC123\nTUYỆT MẬT")
    assert "trên giấy" in found.sentence
    assert "ABC123" not in repr(found) + found.sentence


def test_time_grows_in_step_with_the_text():
    def seconds(count):
        start = time.process_time()
        secrecy.check("Tăng cường bảo mật, mật độ, mật thiết số 12-BC/TU; " * count)
        return time.process_time() - start

    seconds(100)
    assert seconds(8000) < 8 * 3 * max(seconds(1000), 0.01)
