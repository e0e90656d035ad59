"""Names of the other provinces and cities, in comparable form: a body of theirs is not in the registry."""

from __future__ import annotations

import re
from typing import Final

from tracker.extraction.agency_names import fold_name, plain
from tracker.extraction.textkit import nfc

# The 63 units until 30 June 2025 and the 34 since, without Thái Nguyên and Bắc Kạn.
_NAMES: Final = (
    "an giang | bà rịa vũng tàu | bạc liêu | bắc giang | bắc ninh | bến tre | bình dương |"
    " bình định | bình phước | "
    "bình thuận | cà mau | cao bằng | cần thơ | đà nẵng | đắk lắk | đắc lắc | đăk lăk | đắk nông |"
    " điện biên | đồng nai | đồng tháp | "
    "gia lai | hà giang | hà nam | hà nội | hà tĩnh | hải dương | hải phòng | hậu giang | hòa bình |"
    " hồ chí minh | hcm | "
    "huế | thừa thiên huế | hưng yên | khánh hòa | kiên giang | kon tum | lai châu | lạng sơn |"
    " lào cai | lâm đồng | "
    "long an | nam định | nghệ an | ninh bình | ninh thuận | phú thọ | phú yên | quảng bình |"
    " quảng nam | quảng ngãi | "
    "quảng ninh | quảng trị | sóc trăng | sơn la | tây ninh | thái bình | thanh hóa | tiền giang |"
    " trà vinh | "
    "tuyên quang | vĩnh long | vĩnh phúc | yên bái"
)
OTHER_PROVINCES: Final = frozenset(name.strip() for name in _NAMES.split("|"))
HOME_PROVINCES: Final = frozenset({"thái nguyên", "bắc kạn"})


def is_foreign(body: str | None) -> bool:
    """Whether a document's issuer is another province's body ("Tỉnh ủy Sơn La", "UBND TP Đà Nẵng").

    A reader then must not give the home registry's codes to bare names such as "Sở Y tế" in that document.
    """
    if not body:
        return False
    parts = fold_name(body).split()
    named = {" ".join(parts[at : at + size]) for size in (2, 3, 4) for at in range(len(parts) - size + 1)}
    named |= {"hcm"} & set(parts) | {"huế"} & set(parts)
    return bool(named & OTHER_PROVINCES) and not named & HOME_PROVINCES


_WRITTEN: Final = "|".join(
    sorted(OTHER_PROVINCES | {"thừa thiên - huế", "bà rịa - vũng tàu"}, key=len, reverse=True)
)
_TYPED: Final = re.compile(
    rf"(?<!\w)(?:tỉnh|tỉnh [ủu][yỷ]|thành phố|thành [ủu][yỷ]|tp\.?) ?(?:{_WRITTEN})(?!\w)"
)
_HOME: Final = re.compile(r"(?<!\w)(?:thái nguyên|bắc kạn)(?!\w)")
_LONGEST: Final = 100_000


def is_elsewhere(text: str, issuer: str | None) -> bool:
    """Whether a document comes from another province: by its issuer, else by the provinces that it names."""
    if issuer and (is_foreign(issuer) or _HOME.search(plain(nfc(issuer)))):
        return is_foreign(issuer)
    low = plain(nfc(text[:_LONGEST]))
    return len(_TYPED.findall(low)) > len(_HOME.findall(low))
