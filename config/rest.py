"""The REST framework and the API description: tokens for machines, sessions for browsers, one error shape."""

REST_FRAMEWORK = {
    # Tokens first: their challenge makes an anonymous answer 401 instead of 403.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "tracker.api.auth.TokenAuthentication",
        "tracker.api.auth.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["tracker.api.auth.WithinScopes"],
    "DEFAULT_THROTTLE_CLASSES": ["tracker.api.throttles.PerMinute"],
    "DEFAULT_PAGINATION_CLASS": None,
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "tracker.api.schema.Schema",
    "DEFAULT_RENDERER_CLASSES": ["tracker.api.rendering.Json"],
    "DEFAULT_PARSER_CLASSES": ["tracker.api.rendering.JsonBody"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "tracker.api.rendering.Negotiation",
    "EXCEPTION_HANDLER": "tracker.api.problems.handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Đôn Đốc – giao diện lập trình",
    "DESCRIPTION": "Xem docs/api.md. Mọi thời điểm theo giờ Việt Nam, mọi ngày theo dạng YYYY-MM-DD.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["tracker.api.auth.SignedIn"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    # The default validator badge would send every visitor's schema address to an outside host.
    "SWAGGER_UI_SETTINGS": {"validatorUrl": None, "deepLinking": True, "persistAuthorization": False},
    "POSTPROCESSING_HOOKS": [
        "tracker.api.schema.labels_as_descriptions",
        "tracker.api.schema.add_common_answers",
    ],
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}
