"""Which account belongs to which person of an outside directory."""

from django.conf import settings
from django.db import models

IDENTITY_SOURCES = [("oidc", "Đăng nhập một lần"), ("ldap", "Danh bạ LDAP")]


class ExternalIdentity(models.Model):
    """The outside person behind an account, by the id that the source never gives to anybody else."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="identities", verbose_name="tài khoản"
    )
    source = models.CharField("nguồn", max_length=10, choices=IDENTITY_SOURCES)
    issuer = models.CharField("nơi cấp", max_length=255)
    subject = models.CharField("mã ở nơi cấp", max_length=255)
    linked_at = models.DateTimeField("lúc gắn")

    class Meta:
        verbose_name = "liên kết đăng nhập ngoài"
        verbose_name_plural = "liên kết đăng nhập ngoài"
        constraints = [
            models.UniqueConstraint(fields=["source", "issuer", "subject"], name="identity_of_one_account"),
            models.UniqueConstraint(fields=["user", "source"], name="one_identity_per_source"),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()}: {self.user}"
