"""How the admin theme is dressed: names, menu, and the red of the Party's papers."""

from django.templatetags.static import static


def unfold(site_name: str) -> dict[str, object]:
    """The UNFOLD setting."""
    return {
        "SITE_TITLE": "Đôn Đốc",
        "SITE_HEADER": "Đôn Đốc",
        "SITE_SUBHEADER": site_name,
        "SITE_SYMBOL": "task_alt",
        "SITE_URL": "/admin/",
        "SHOW_HISTORY": False,
        "SHOW_VIEW_ON_SITE": False,
        "SHOW_BACK_BUTTON": True,
        "BORDER_RADIUS": "6px",
        "THEME": "light",
        "STYLES": [lambda request: static("tracker/admin/office.css")],
        "SCRIPTS": [lambda request: static("tracker/admin/office.js")],
        "ACCOUNT": {"navigation": "tracker.admin.menu.account_links"},
        "SIDEBAR": {"navigation": "tracker.admin.menu.sidebar"},
        # The red of the Party's papers, dark enough for white letters on it (contrast above 7).
        "COLORS": {
            "primary": {
                "50": "#fdf3f2",
                "100": "#fbe3e1",
                "200": "#f6c9c6",
                "300": "#ee9f9a",
                "400": "#d9544d",
                "500": "#bb2a22",
                "600": "#a31d17",
                "700": "#8a1813",
                "800": "#721510",
                "900": "#5c120e",
                "950": "#380906",
            },
            "font": {
                "subtle-light": "#4b5563",
                "subtle-dark": "#b6bcc6",
                "default-light": "#1f2937",
                "default-dark": "#e5e7eb",
                "important-light": "#111827",
                "important-dark": "#f9fafb",
            },
        },
    }
