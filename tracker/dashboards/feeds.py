"""The calendar address: making, revoking, and the feed, which needs the secret instead of a sign-in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tracker.models import CalendarFeed, Membership
from tracker.reports.ics import feed
from tracker.services import calendar_feed
from tracker.services.errors import ServiceError

from .desk import Desk, actor_of, page
from .pages import frame


@page
def address(desk: Desk) -> HttpResponse:
    """The state of the reader's feed; a new address is shown once, right after it was made."""
    context = {
        **frame(desk, "calendar"),
        "feed": CalendarFeed.objects.filter(user=desk.scope.user_id or 0).first(),
    }
    return render(desk.request, "dashboards/calendar.html", context)


@require_POST
@page
def renew(desk: Desk) -> HttpResponse:
    try:
        secret = calendar_feed.renew(actor_of(desk), now=desk.now)
    except ServiceError as error:
        messages.error(desk.request, error.message)
        return redirect("dashboards:calendar")
    path = reverse("dashboards:ics", args=[secret])
    context = {
        **frame(desk, "calendar"),
        "feed": CalendarFeed.objects.filter(user=desk.scope.user_id or 0).first(),
        "address": desk.request.build_absolute_uri(path),
    }
    return render(desk.request, "dashboards/calendar.html", context)


@require_POST
@page
def revoke(desk: Desk) -> HttpResponse:
    calendar_feed.revoke(actor_of(desk), now=desk.now)
    return redirect("dashboards:calendar")


@never_cache
@require_safe
def ics(request: HttpRequest, secret: str) -> HttpResponse:
    """The feed behind a secret; a wrong, revoked or orphaned secret is simply not there."""
    now = timezone.localtime()
    user = calendar_feed.owner_of(secret, now=now)
    scope = Membership.objects.scope_of(user, now.date())
    if user is None or scope.is_empty:
        raise Http404
    answer = HttpResponse(feed(user, scope, now.date(), now), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="don-doc.ics"'
    answer["Referrer-Policy"] = "no-referrer"
    return answer
