"""E-mail, by the mail server of the settings (ZWGK_SMTP_*)."""

from __future__ import annotations

import hashlib
import mimetypes
import smtplib
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from ..models import Delivery
from .errors import Hopeless

REPEATABLE = True  # the same Message-ID: servers and mail programs recognise a repetition
BACKEND = "django.core.mail.backends.smtp.EmailBackend"


MORE_HEADERS = ("List-Unsubscribe", "List-Unsubscribe-Post")  # a letter that one can end without signing in


def _more(delivery: Delivery) -> dict[str, str]:
    told = delivery.options.get("headers") or {}
    return {name: str(told[name]) for name in MORE_HEADERS if name in told}


def send(delivery: Delivery) -> str:
    """Hand the letter to the server; the receipt is its Message-ID."""
    if not settings.EMAIL_HOST:
        raise Hopeless("没有配置邮件服务器（ZWGK_SMTP_HOST）。")
    message_id = f"<{hashlib.sha256(delivery.key.encode()).hexdigest()[:32]}@zwgk>"
    mail = EmailMessage(
        subject=" ".join(delivery.subject.split()), body=delivery.body, to=[delivery.address],
        headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated", **_more(delivery)}, connection=get_connection(BACKEND),
    )  # fmt: skip
    for each in delivery.attachments:
        kind = mimetypes.guess_type(each["name"])[0] or "application/octet-stream"
        mail.attach(each["name"], (Path(settings.MEDIA_ROOT) / each["path"]).read_bytes(), kind)
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        code = next(iter(error.recipients.values()))[0]
        raise Hopeless(f"收件地址被拒绝：{error}") if code >= 550 else error
    except smtplib.SMTPAuthenticationError as error:
        raise Hopeless(f"邮件服务器不接受登录名或密码：{error}") from None
    except smtplib.SMTPResponseException as error:  # the sender or the letter itself was refused
        raise Hopeless(f"邮件服务器拒收：{error}") if error.smtp_code >= 550 else error
    return message_id
