"""A place where information reaches people, and the filing of accounts (分级备案)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

CHANNEL = "channels.channel"


class Kind(models.TextChoices):
    """What sort of place it is."""

    PORTAL = "portal", "本级政府门户网站"
    SUPERIOR = "superior", "集约化平台（上级平台）"
    COLUMN = "column", "其他网站栏目"
    GAZETTE = "gazette", "政府公报"
    ACCOUNT = "account", "政务新媒体账号"
    GROUP = "group", "工作群"
    BOARD = "board", "公开栏"
    VILLAGE_BOARD = "village_board", "村（社区）公开栏"
    ZONE = "zone", "政务公开专区"
    READING_ROOM = "reading_room", "政府信息查阅场所"
    SCREEN = "screen", "电子屏"
    HOTLINE = "hotline", "热线电话"
    PRESS = "press", "报纸"
    RADIO = "radio", "广播"
    TV = "tv", "电视"
    BRIEFING = "briefing", "新闻发布会"
    OTHER = "other", "其他"


ACCOUNT_KINDS = (Kind.ACCOUNT, Kind.GROUP)
ZONE_KINDS = (Kind.ZONE, Kind.READING_ROOM)
OFFLINE = (Kind.BOARD, Kind.VILLAGE_BOARD, Kind.ZONE, Kind.READING_ROOM, Kind.SCREEN)


class Level(models.TextChoices):
    """Whose account or platform it is; joint releases go to several levels (三级联动)."""

    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWN = "town", "乡级"
    VILLAGE = "village", "村级"


class Standing(models.TextChoices):
    """拟开设 → 运行 → 关停或注销; what a clean-up finds waits for its decision as 待清理."""

    PROPOSED = "proposed", "拟开设"
    OPEN = "open", "运行"
    FOUND = "found", "待清理"
    CLOSED = "closed", "已关停"
    CANCELLED = "cancelled", "已注销"


LIVE = (Standing.OPEN, Standing.FOUND)


class Receipt(models.TextChoices):
    """What proves that something was released there."""

    ADDRESS = "address", "网址"
    PHOTO = "photo", "现场照片"
    ISSUE = "issue", "期号或版面"
    DATE = "date", "日期"


class Channel(models.Model):
    """One place: a site, an account, a wall, a room, a newspaper."""

    kind = models.CharField("类别", max_length=14, choices=Kind.choices)
    name = models.CharField("名称", max_length=120)
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="channels", verbose_name="主办单位")
    level = models.CharField("层级", max_length=10, choices=Level.choices, default=Level.COUNTY)
    keeper = models.ForeignKey("organs.Person", models.PROTECT, null=True, blank=True, related_name="channels", verbose_name="管理人")
    state = models.CharField("状态", max_length=10, choices=Standing.choices, default=Standing.OPEN)
    platform = models.CharField("平台", max_length=30, blank=True)  # 微信公众号, 微博, 抖音…
    account = models.CharField("账号", max_length=80, blank=True)  # number or name by which the platform knows it
    certified_as = models.CharField("认证主体", max_length=120, blank=True)
    certified_until = models.DateField("认证有效期至", null=True, blank=True)
    members = models.PositiveIntegerField("人数", null=True, blank=True)  # of a work group; followers of an account
    address = models.CharField("网址", max_length=500, blank=True)
    place = models.CharField("地点", max_length=200, blank=True)
    hours = models.CharField("开放时间", max_length=120, blank=True)
    phone = models.CharField("电话", max_length=60, blank=True)  # office telephone; on posters the supervision phone
    receipt = models.CharField("回执方式", max_length=10, choices=Receipt.choices, default=Receipt.ADDRESS)
    within_days = models.PositiveSmallIntegerField("发布时限（工作日）", null=True, blank=True)  # empty: no limit
    idle_days = models.PositiveSmallIntegerField("多少天不更新算停更", default=14)
    text_length = models.PositiveSmallIntegerField("文字版字数上限", default=300)
    opened_on = models.DateField("开设日期", null=True, blank=True)
    ended_on = models.DateField("关停日期", null=True, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    entered_at = models.DateTimeField("登记时间")
    entered_by = models.CharField("登记人", max_length=80)

    class Meta:
        ordering = ["kind", "organ__order", "name", "id"]
        verbose_name = verbose_name_plural = "渠道"
        constraints = [
            # 国办发〔2018〕123号: one account per unit and platform.
            models.UniqueConstraint(fields=["organ", "platform"], condition=Q(kind="account", state="open"), name="one_account_per_platform"),
        ]
        indexes = [models.Index(fields=["kind", "state"], name="channel_kind_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return f"/office/channels/{self.pk}/"

    @property
    def sort(self) -> str:
        """微信公众号, or the kind."""
        return self.platform or str(self.get_kind_display())

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def is_outside(self) -> bool:
        """Somebody above us keeps it: we hand over and note the answer."""
        return self.organ.kind == "higher"


class FilingStep(models.TextChoices):
    """What is filed (分级备案)."""

    OPEN = "open", "开设"
    CHANGE = "change", "变更"
    CLOSE = "close", "关停"
    CANCEL = "cancel", "注销"


class FilingState(models.TextChoices):
    FILED = "filed", "已报备"
    DONE = "done", "已备案"
    RETURNED = "returned", "退回"


class Filing(models.Model):
    """One 登记表: asked of the unit in charge, answered with a number or returned."""

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="filings", verbose_name="渠道")
    step = models.CharField("事项", max_length=8, choices=FilingStep.choices)
    state = models.CharField("状态", max_length=10, choices=FilingState.choices, default=FilingState.FILED)
    reason = models.TextField("理由")
    filed_with = models.CharField("备案单位", max_length=120)
    sheet = models.JSONField("登记表", default=dict)  # label → value, as it stood that day; a change also carries what is to be
    filed_on = models.DateField("报备日期")
    filed_by = models.CharField("报备人", max_length=80)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answered_by = models.CharField("答复人", max_length=80, blank=True)
    number = models.CharField("备案号", max_length=80, blank=True)
    announced = models.CharField("公告地址", max_length=500, blank=True)  # closing and change of owner are announced
    answer = models.CharField("答复意见", max_length=300, blank=True)

    class Meta:
        ordering = ["-filed_on", "-id"]
        verbose_name = verbose_name_plural = "账号备案"
        constraints = [models.UniqueConstraint(fields=["channel"], condition=Q(state="filed"), name="one_open_filing")]
