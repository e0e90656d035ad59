"""How the admin theme is dressed: names, menu, mark and colours."""

from django.templatetags.static import static

# Ink blue to act with; red is left to lateness. Warm greys, as paper is (contrast above 7 on white).
COLORS = {
    "base": {
        "50": "#faf8f4",
        "100": "#f4f1ea",
        "200": "#e0dbd0",
        "300": "#cbc5b8",
        "400": "#878d98",
        "500": "#59616c",
        "600": "#454d58",
        "700": "#353c46",
        "800": "#262c35",
        "900": "#1f2630",
        "950": "#11161d",
    },
    "primary": {
        "50": "#f3f7fb",
        "100": "#eaf0f7",
        "200": "#cfdeee",
        "300": "#9dbfe0",
        "400": "#5c8fc2",
        "500": "#2d639c",
        "600": "#1d4a7d",
        "700": "#15375e",
        "800": "#122f50",
        "900": "#0f2741",
        "950": "#081727",
    },
    "font": {
        "subtle-light": "#59616c",
        "subtle-dark": "#b6bcc6",
        "default-light": "#1f2630",
        "default-dark": "#e5e7eb",
        "important-light": "#1f2630",
        "important-dark": "#f9fafb",
    },
}


def unfold(site_name: str) -> dict[str, object]:
    """The UNFOLD setting."""
    return {
        "SITE_TITLE": "Đôn Đốc",
        "SITE_HEADER": "Đôn Đốc",
        "SITE_SUBHEADER": site_name,
        "SITE_ICON": lambda request: static("tracker/logo.svg"),
        "SITE_FAVICONS": [
            {
                "rel": "icon",
                "type": "image/svg+xml",
                "href": lambda request: static("tracker/logo.svg"),
            }
        ],
        "SITE_URL": "/admin/",
        "SHOW_HISTORY": False,
        "SHOW_VIEW_ON_SITE": False,
        "SHOW_BACK_BUTTON": True,
        "BORDER_RADIUS": "6px",
        "THEME": "light",
        "STYLES": [
            lambda request: static("tracker/look.css"),
            lambda request: static("tracker/admin/office.css"),
        ],
        "SCRIPTS": [lambda request: static("tracker/admin/office.js")],
        "ACCOUNT": {"navigation": "tracker.admin.menu.account_links"},
        "SIDEBAR": {"navigation": "tracker.admin.menu.sidebar"},
        "COLORS": COLORS,
    }
