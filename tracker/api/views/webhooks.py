"""Subscriptions of partners: made, looked at, paused, resumed, replayed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError as BadValue
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from tracker.models import WebhookSubscription
from tracker.services import webhooks
from tracker.services.errors import NotFound

from .. import bodies, replies
from ..writing import IDEMPOTENCY, once, read_body
from .base import Audited

SHOWN = ("handle", "name", "url", "verbs", "active", "paused_reason", "cursor", "failing_since", "created_at")
PENDING_SHOWN = 1000
DELIVERY = ("seq", "state", "attempts", "next_try_at", "last_status", "last_error", "sent_at")


class Webhooks(Audited):
    """Đăng ký nhận sự kiện (webhook): gửi có ký, đúng thứ tự theo nhiệm vụ, gửi lại khi lỗi."""

    needs_scope = "events"
    serializer_class = replies.WebhookReply
    queryset = WebhookSubscription.objects.none()
    lookup_field = "handle"
    lookup_value_regex = r"[0-9a-f-]{36}"

    @extend_schema(
        summary="Các đăng ký của mình / One's own subscriptions",
        responses={200: replies.WebhookReply(many=True)},
    )
    def list(self, request: Request) -> Response:
        rows = WebhookSubscription.objects.filter(owner=self.owner)
        return Response([_shown(row) for row in rows])

    @extend_schema(
        summary="Đăng ký / Subscribe",
        request=bodies.WebhookBody,
        responses={201: replies.NewWebhookReply},
        parameters=[IDEMPOTENCY],
    )
    @once
    def create(self, request: Request) -> Response:
        """Chỉ nhận địa chỉ https của máy chủ có trong danh sách được phép. Khóa ký chỉ hiện một lần."""
        data = read_body(bodies.WebhookBody, request)
        row = webhooks.subscribe(
            self.owner,
            data["name"],
            data["url"],
            data.get("verbs", []),
            now=timezone.now(),
            after=data.get("after"),
        )
        return Response({**_shown(row), "secret": row.secret}, status=201)

    @extend_schema(summary="Một đăng ký / One subscription", responses={200: replies.WebhookReply})
    def retrieve(self, request: Request, handle: str) -> Response:
        return Response(_shown(self.mine()))

    @extend_schema(summary="Hủy đăng ký / Unsubscribe", request=None, responses={204: None})
    def destroy(self, request: Request, handle: str) -> Response:
        webhooks.unsubscribe(self.mine())
        return Response(status=204)

    @extend_schema(summary="Tạm ngừng / Pause", request=bodies.Body, responses={200: replies.WebhookReply})
    @action(detail=True, methods=["post"])
    def pause(self, request: Request, handle: str) -> Response:
        read_body(bodies.Body, request)
        return Response(_shown(webhooks.set_active(self.mine(), False, now=timezone.now())))

    @extend_schema(summary="Gửi tiếp / Resume", request=bodies.Body, responses={200: replies.WebhookReply})
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, handle: str) -> Response:
        read_body(bodies.Body, request)
        return Response(_shown(webhooks.set_active(self.mine(), True, now=timezone.now())))

    @extend_schema(
        summary="Gửi lại từ một vị trí / Replay",
        request=bodies.PositionBody,
        responses={200: replies.WebhookReply},
    )
    @action(detail=True, methods=["post"])
    def replay(self, request: Request, handle: str) -> Response:
        """Mọi sự kiện sau `after` được gửi lại theo đúng thứ tự."""
        after = read_body(bodies.PositionBody, request)["after"]
        return Response(_shown(webhooks.replay(self.mine(), after)))

    @extend_schema(
        summary="200 lần gửi gần nhất / Latest deliveries", responses={200: replies.DeliveryReply(many=True)}
    )
    @action(detail=True, methods=["get"])
    def deliveries(self, request: Request, handle: str) -> Response:
        rows = self.mine().deliveries.order_by("-seq")[:200]
        return Response(
            [{**{name: getattr(r, name) for name in DELIVERY}, "task": r.task_key or None} for r in rows]
        )

    @property
    def owner(self) -> Any:
        return self.request.user

    def mine(self) -> WebhookSubscription:
        try:
            return webhooks.own(self.owner, self.kwargs["handle"])
        except BadValue as error:  # 36 letters that are no UUID
            raise NotFound("Không tìm thấy đăng ký nhận sự kiện.") from error


def _shown(row: WebhookSubscription) -> dict[str, Any]:
    shown = {name: getattr(row, name) for name in SHOWN}
    # A partner that was away for days is owed more than is worth counting.
    return {**shown, "pending": row.deliveries.filter(state="pending")[:PENDING_SHOWN].count()}
