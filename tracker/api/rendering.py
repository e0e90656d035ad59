"""One representation, in and out: JSON in UTF-8; problems under their own media type."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import JSONParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

PROBLEM = "application/problem+json"


class Json(JSONRenderer):
    """UTF-8; half a character, which only a caller's own words can bring back, goes out escaped."""

    charset = "utf-8"

    def render(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().render(*args, **kwargs)
        except UnicodeEncodeError:
            return Escaped().render(*args, **kwargs)


class Escaped(JSONRenderer):
    charset = "utf-8"
    ensure_ascii = True


class JsonBody(JSONParser):
    """JSON as usual; thousands of brackets inside each other are malformed, not a crash."""

    def parse(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().parse(*args, **kwargs)
        except RecursionError as error:
            raise ParseError from error


class Negotiation(DefaultContentNegotiation):
    """Answers JSON whatever is asked for on an error; refuses unknown Accept headers otherwise."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        accept = request.META.get("HTTP_ACCEPT", "*/*")
        if PROBLEM in accept and "," not in accept:
            return renderers[0], renderers[0].media_type
        return super().select_renderer(request, renderers, format_suffix)
