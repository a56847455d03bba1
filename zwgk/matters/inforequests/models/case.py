"""A request and what happened to it. The running limit lives in clocks, under SUBJECT."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from .private import sealed

SUBJECT = "inforequests.case"


class State(models.TextChoices):
    """Where the case stands; the transitions are zwgk/domain/inforequests/table.py."""

    ARRIVED = "arrived", "待确认"
    REGISTERED = "registered", "已登记"
    IN_HAND = "in_hand", "办理中"
    CLARIFYING = "clarifying", "待补正"
    CONSULTING = "consulting", "征求意见"
    AWAITING_PAYMENT = "awaiting_payment", "待缴费"
    DRAFTED = "drafted", "拟答复"
    APPROVED = "approved", "已批准"
    ANSWERED = "answered", "已答复"
    SERVED = "served", "已送达"
    CLOSED = "closed", "已办结"
    ARCHIVED = "archived", "已归档"
    WITHDRAWN = "withdrawn", "已撤回"
    LAPSED = "lapsed", "不再处理"
    FORWARDED = "forwarded", "已转送"
    SPLIT = "split", "已拆分"


OPEN = (
    State.ARRIVED, State.REGISTERED, State.IN_HAND, State.CLARIFYING, State.CONSULTING, State.AWAITING_PAYMENT, State.DRAFTED, State.APPROVED,
)  # fmt: skip


class Channel(models.TextChoices):
    """How the request came in: Art. 31 computes the day of receipt from it."""

    ONLINE = "online", "网上提交"
    COUNTER = "counter", "当面提交"
    POST_SIGNED = "post_signed", "邮寄（签收）"
    POST = "post", "邮寄（平常信函）"
    FAX = "fax", "传真"
    ORAL = "oral", "口头（代填）"
    EMAIL = "email", "电子邮件"
    ZONE = "zone", "政务公开专区"
    PLATFORM = "platform", "上级平台转来"


class ApplicantKind(models.TextChoices):
    """The columns of the annual report."""

    NATURAL = "natural", "自然人"
    BUSINESS = "business", "商业企业"
    RESEARCH = "research", "科研机构"
    WELFARE = "welfare", "社会公益组织"
    LEGAL_SERVICE = "legal_service", "法律服务机构"
    OTHER = "other", "其他"


class Form(models.TextChoices):
    """The form in which the information is wanted (Art. 40)."""

    PAPER = "paper", "纸质"
    ELECTRONIC = "electronic", "电子文档"
    INSPECT = "inspect", "查阅、抄录"
    OTHER = "other", "其他"


class Delivery(models.TextChoices):
    """How the applicant wants to get it."""

    ONLINE = "online", "网上查收"
    EMAIL = "email", "电子邮件"
    POST = "post", "邮寄"
    PICKUP = "pickup", "自行领取"
    FAX = "fax", "传真"


class Register(models.Model):
    """Where the 受理编号 of one organ and year stands; its row is locked while a number is taken."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    year = models.IntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "受理编号"
        constraints = [models.UniqueConstraint(fields=["organ", "year"], name="inforequest_register_once")]


class Case(models.Model):
    """One request (申请) at one organ."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="inforequests", verbose_name="受理机关", db_index=False)
    number = models.CharField("受理编号", max_length=40)  # per organ and year
    code = models.CharField("查询码", max_length=20, unique=True)
    channel = models.CharField("申请渠道", max_length=12, choices=Channel.choices)
    external_number = models.CharField("上级平台编号", max_length=60, blank=True)
    # who asks
    applicant_kind = models.CharField("申请人类别", max_length=14, choices=ApplicantKind.choices)
    applicant = models.CharField("申请人", max_length=120)
    representative = models.CharField("法定代表人或联系人", max_length=60, blank=True)
    organisation_code = models.CharField("统一社会信用代码", max_length=30, blank=True)
    identity_kind = models.CharField("证件类型", max_length=40, blank=True)
    identity_sealed = models.TextField(blank=True)  # the number, encrypted: files.queries.unseal_text
    identity_file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")  # its bytes are encrypted
    phone_sealed = models.TextField("联系电话", blank=True)
    phone_key = models.CharField(max_length=64, blank=True, db_index=True)  # a keyed digest: finds the same number among what is encrypted
    email = models.EmailField("电子邮箱", blank=True)
    address_sealed = models.TextField("通信地址", blank=True)
    postcode = models.CharField("邮政编码", max_length=10, blank=True)
    contact_ok = models.BooleanField("可以联系上", default=True)  # False: the clock starts when contact is restored
    applicant_key = models.CharField(max_length=64, blank=True, db_index=True)  # a keyed digest of who asks: finds repeats without the data
    # what is asked
    title = models.CharField("所需信息", max_length=200)
    description = models.TextField("特征描述", blank=True)
    hint_number = models.CharField("文号", max_length=80, blank=True)
    form = models.CharField("提供形式", max_length=12, choices=Form.choices, default=Form.PAPER)
    delivery = models.CharField("获取方式", max_length=10, choices=Delivery.choices, default=Delivery.POST)
    assistance = models.CharField("需要的帮助", max_length=200, blank=True)  # Art. 43
    wants_fee_relief = models.BooleanField("申请减免费用", default=False)
    # where it stands
    submitted_at = models.DateTimeField("提交时间")
    received_on = models.DateField("收到申请之日", null=True, blank=True)  # Art. 31; empty while unconfirmed
    registered_at = models.DateTimeField("登记时间", null=True, blank=True)
    state = models.CharField("状态", max_length=16, choices=State.choices, default=State.ARRIVED)
    section = models.CharField("承办股室", max_length=80, blank=True)
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办人")
    tags = models.JSONField("标签", default=list, blank=True)  # 公共卫生 …
    note = models.TextField("内部备注", blank=True)
    split_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="由此拆分")
    forwarded_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="forwards", verbose_name="由此转来")
    reopened_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="reopenings", verbose_name="责令重新处理")
    # how it ended
    finished_on = models.DateField("办结日期", null=True, blank=True)  # the day of answer, withdrawal or lapse
    outcome = models.CharField("答复类型", max_length=8, blank=True)  # id in law.outcomes
    report_row = models.CharField("年报栏目", max_length=10, blank=True)  # R3.3.4
    report_row_2019 = models.CharField(max_length=20, blank=True)
    counted = models.BooleanField("计入年报", default=False)  # not: unconfirmed, forwarded, split
    on_the_spot = models.BooleanField("当场答复", default=False)
    answered_late = models.BooleanField("逾期答复", default=False)
    evaluation = models.PositiveSmallIntegerField("申请人评价", null=True, blank=True)
    evaluation_note = models.CharField("评价说明", max_length=500, blank=True)
    closed_at = models.DateTimeField("结案时间", null=True, blank=True)
    archived_at = models.DateTimeField("归档时间", null=True, blank=True)
    archive_number = models.CharField("档号", max_length=60, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "政府信息公开申请"
        constraints = [
            models.UniqueConstraint(fields=["organ", "number"], name="inforequest_number_once"),
            models.UniqueConstraint(
                fields=["organ", "external_number"], condition=~Q(external_number=""), name="inforequest_external_once"
            ),
        ]
        indexes = [
            models.Index(fields=["organ", "state", "received_on"], name="inforequest_state"),
            models.Index(fields=["organ", "received_on", "finished_on", "applicant_kind"], name="inforequest_received", condition=Q(counted=True)),
            models.Index(
                fields=["organ", "finished_on", "report_row", "applicant_kind"], name="inforequest_finished", condition=Q(counted=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    phone = sealed("phone_sealed", "phone_key")
    address = sealed("address_sealed")

    @property
    def url(self) -> str:
        return f"/office/requests/{self.pk}/"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class Event(models.Model):
    """One act in the course of a case: what the engine reads, and what the timeline shows. Never changed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events", db_index=False)
    seq = models.IntegerField()
    kind = models.CharField(max_length=40)  # a verb or an event of zwgk/domain/inforequests
    on = models.DateField("日期")
    data = models.JSONField(default=dict, blank=True)
    sentence = models.CharField("事项", max_length=500)
    by = models.CharField("经办人", max_length=80)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField("登记时间")
    letter = models.ForeignKey("letters.Letter", models.PROTECT, null=True, blank=True, related_name="+")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["seq"]
        verbose_name = verbose_name_plural = "办理过程"
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="inforequest_event_once")]


class Unsaved(models.Model):
    """What an applicant has typed and not sent. The values are encrypted: nobody in the office reads them."""

    key = models.CharField(max_length=64, unique=True)
    values = models.TextField()  # sealed JSON: files.actions.seal_text
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "未提交的申请"
