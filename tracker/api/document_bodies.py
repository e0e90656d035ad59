"""What callers send about documents: the paper itself, what is known of it, headings without a paper."""

from __future__ import annotations

from rest_framework import serializers

from .bodies import Body, Day, Id, words


class UploadBody(Body):
    """A document: the file itself (multipart) or its text."""

    file = serializers.FileField(required=False, allow_empty_file=False)
    text = words(2_000_000, required=False)
    title = words(500, required=False)
    meeting = Id(required=False)
    reference_date = Day(required=False)
    quality = serializers.ChoiceField(["signed", "press", "pasted"], required=False)
    declaration = words(1000, required=False)
    restricted = serializers.BooleanField(required=False, help_text="Hạn chế người xem")


class DocumentEditBody(Body):
    """What is known about a paper; its text never changes."""

    title = words(500, required=False, allow_blank=False)
    number = words(80, required=False)
    kind = words(60, required=False)
    issued_on = Day(required=False, allow_null=True)
    reference_date = Day(required=False, allow_null=True)
    body = words(200, required=False)
    signer = words(200, required=False)
    quality = serializers.ChoiceField(["signed", "press", "pasted", "manual"], required=False)
    meeting = Id(required=False, allow_null=True)


class StubBody(Body):
    title = words(500, required=False)
    number = words(80)


class HeadingBody(Body):
    """A meeting or an instruction without a paper, under which directives are entered."""

    title = words(500, required=False)
    number = words(80, required=False)
    date = Day(required=False, allow_null=True)
    meeting = Id(required=False, allow_null=True)


class ReadersBody(Body):
    """Who may read the paper while it is restricted; whoever calls is always among them."""

    restricted = serializers.BooleanField()
    users = serializers.ListField(child=Id(), max_length=500)
