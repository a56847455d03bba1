"""Who comes in, by which proof, and what is followed. No name, no password."""

from __future__ import annotations

from django.db import models


class Visitor(models.Model):
    """Somebody of the public."""

    made_at = models.DateTimeField("注册时间")
    seen_at = models.DateTimeField("最近登录")
    home = models.CharField(max_length=200, blank=True)  # where the site was opened: for addresses in letters when ZWGK_SITE_URL is empty
    stop_token = models.CharField(max_length=64, unique=True)  # ends every letter without signing in

    class Meta:
        verbose_name = verbose_name_plural = "来访用户"


class Contact(models.Model):
    """A mailbox or a telephone that was proved; one of each at most."""

    class Kind(models.TextChoices):
        EMAIL = "email", "电子邮箱"
        PHONE = "phone", "手机号"

    visitor = models.ForeignKey(Visitor, models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    sealed = models.TextField()
    key = models.CharField(max_length=64, unique=True)  # keyed digest
    proved_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "联系方式"
        constraints = [models.UniqueConstraint(fields=["visitor", "kind"], name="visitor_contact_of_a_kind")]


class Code(models.Model):
    """A code that was sent. Of several for one contact only the newest is good."""

    kind = models.CharField(max_length=5, choices=Contact.Kind.choices)
    sealed = models.TextField()  # the contact
    key = models.CharField(max_length=64, db_index=True)
    ticket = models.CharField(max_length=64, unique=True)  # digest of what the browser that asked holds
    hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "验证码"


class SignIn(models.Model):
    """A browser in which somebody is signed in."""

    visitor = models.ForeignKey(Visitor, models.CASCADE, related_name="sign_ins")
    key = models.CharField(max_length=64, unique=True)  # digest of what the cookie holds
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "登录状态"


class Follow(models.Model):
    """What somebody wants to hear of."""

    class Kind(models.TextChoices):
        SEARCH = "search", "搜索"
        COLUMN = "column", "栏目"
        THEME = "theme", "主题"
        ORGAN = "organ", "单位"
        DOCUMENT = "document", "文件"

    class How(models.TextChoices):
        DAILY = "daily", "每天汇总一封邮件"
        AT_ONCE = "at_once", "有更新就发邮件"
        FEED = "feed", "只用订阅地址，不发邮件"

    visitor = models.ForeignKey(Visitor, models.CASCADE, related_name="follows")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    params = models.JSONField(default=dict)  # a Wish as its address says it; of a document {"url": …}
    key = models.CharField(max_length=64)  # digest of kind and params
    label = models.CharField("关注的内容", max_length=300)
    how = models.CharField("怎么通知", max_length=10, choices=How.choices, default=How.DAILY)
    token = models.CharField(max_length=64, unique=True)  # secret part of the feed's address and of the way out
    snapshot = models.JSONField(default=dict, blank=True)  # of a document: how it stood when last looked at
    made_at = models.DateTimeField()
    looked_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = verbose_name_plural = "关注"
        constraints = [models.UniqueConstraint(fields=["visitor", "key"], name="visitor_follow_once")]


class News(models.Model):
    """Something that came for a follow; a letter takes it along unless it is gone by then."""

    follow = models.ForeignKey(Follow, models.CASCADE, related_name="news")
    url = models.CharField(max_length=500)
    version = models.CharField(max_length=40)  # what makes it new: when it became findable, how it stands
    title = models.CharField(max_length=300)
    said = models.CharField(max_length=60, blank=True)  # of a document: what has changed
    found_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-found_at", "-id"]
        verbose_name = verbose_name_plural = "关注动态"
        constraints = [models.UniqueConstraint(fields=["follow", "url", "version"], name="visitor_news_once")]
        indexes = [models.Index(fields=["follow"], condition=models.Q(mailed_at__isnull=True), name="visitor_news_waiting")]


class HeldCode(models.Model):
    """The code of something that was sent while signed in, for slices that know their matters by code alone."""

    visitor = models.ForeignKey(Visitor, models.CASCADE, related_name="codes")
    type = models.CharField(max_length=40)  # "sites.correction"
    code = models.CharField(max_length=20)
    since = models.DateTimeField()

    class Meta:
        ordering = ["-since", "-id"]
        verbose_name = verbose_name_plural = "账号里的查询码"
        constraints = [models.UniqueConstraint(fields=["visitor", "type", "code"], name="visitor_code_once")]
