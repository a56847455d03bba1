"""Organs, their names, posts and people."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from zwgk.domain.rights import ROLE_NAMES, Role


class OrganKind(models.TextChoices):
    """The kinds of organ that the notices and the Regulation tell apart."""

    HIGHER = "higher", "上级机关"
    GOVERNMENT = "government", "人民政府"
    GOVERNMENT_OFFICE = "government_office", "政府办公室"
    PARTY = "party", "党委机构"
    DEPARTMENT = "department", "政府部门"
    DISPATCHED = "dispatched", "派出机构、垂直管理机构"
    TOWNSHIP = "township", "乡镇人民政府"
    STREET = "street", "街道办事处"
    VILLAGE = "village", "村民委员会"
    COMMUNITY = "community", "社区居民委员会"
    INSTITUTION = "institution", "事业单位"
    ENTERPRISE = "enterprise", "公共企业事业单位"
    OTHER = "other", "其他机关和组织"


class Organ(models.Model):
    """A government, department, township, … of the jurisdiction, or a higher organ it hears from."""

    name = models.CharField("全称", max_length=120, unique=True)
    short_name = models.CharField("简称", max_length=60, blank=True)
    kind = models.CharField("类别", max_length=20, choices=OrganKind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级单位")
    code = models.CharField("机构代码", max_length=30, blank=True)
    division_code = models.CharField("行政区划代码", max_length=12, blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    phone = models.CharField("办公电话", max_length=60, blank=True)
    office_hours = models.CharField("办公时间", max_length=120, blank=True)
    order = models.IntegerField("排序", default=1000)
    slug = models.SlugField("网址名", max_length=60, unique=True)
    began = models.DateField("设立日期", null=True, blank=True)
    ended = models.DateField("撤销日期", null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="承继单位")

    class Meta:
        ordering = ["order", "id"]
        verbose_name = verbose_name_plural = "单位"

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Short name where there is one."""
        return self.short_name or self.name


class Alias(models.Model):
    """Another name seen for an organ. It counts only after somebody confirmed it; a rejected one is not proposed again."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "待确认"
        CONFIRMED = "confirmed", "已确认"
        REJECTED = "rejected", "已否定"

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="aliases", verbose_name="单位")
    text = models.CharField("名称", max_length=120)
    key = models.CharField(max_length=120, db_index=True)  # text without blanks, width and bracket variants
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PROPOSED)
    seen_in = models.CharField("出处", max_length=200, blank=True)
    decided_by = models.CharField("确认人", max_length=80, blank=True)
    decided_at = models.DateTimeField("确认时间", null=True, blank=True)

    class Meta:
        ordering = ["text"]
        verbose_name = verbose_name_plural = "单位别名"
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=models.Q(state="confirmed"), name="alias_confirmed_once"),
            models.UniqueConstraint(fields=["organ", "key"], name="alias_once_per_organ"),
        ]


class OrganGroup(models.Model):
    """A collective name such as 各乡镇（街道）: all organs of some kinds, or a list kept by hand."""

    name = models.CharField("名称", max_length=120, unique=True)
    code = models.CharField("标准群组", max_length=30, unique=True, null=True, blank=True)  # domain.organ_groups.Group
    keys = models.JSONField("各种写法", default=list)  # normalised spellings that mean this group
    kinds = models.JSONField("包含的单位类别", default=list)  # OrganKind values; empty: members by hand
    members = models.ManyToManyField(Organ, blank=True, related_name="groups", verbose_name="成员")
    needs_choice = models.BooleanField("须由人指定", default=False)  # 有关部门: the words do not say which

    class Meta:
        ordering = ["name"]
        verbose_name = verbose_name_plural = "单位群组"

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager):
    """Makes people; used by Django's own commands too."""

    def create_user(self, username: str, password: str | None = None, **values: object) -> Person:
        person = self.model(username=username, **values)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, username: str, password: str | None = None, **values: object) -> Person:
        return self.create_user(username, password, is_staff=True, is_superuser=True, **values)


class Person(AbstractBaseUser, PermissionsMixin):
    """A person with an account. Duties hang on posts, not on the account."""

    username = models.CharField("登录名", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=40)
    email = models.EmailField("电子邮箱", blank=True)
    phone = models.CharField("联系电话", max_length=40, blank=True)
    is_active = models.BooleanField("可登录", default=True)
    is_staff = models.BooleanField("可进入系统后台", default=False)
    must_change_password = models.BooleanField("须修改初始密码", default=False)
    joined = models.DateTimeField("建立时间", auto_now_add=True)

    objects = PersonManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "id"]
        verbose_name = verbose_name_plural = "人员"

    def __str__(self) -> str:
        return self.name or self.username

    def set_password(self, raw_password: str | None) -> None:
        """A password that one sets oneself need not be changed; `reset_password` sets the mark again."""
        super().set_password(raw_password)
        self.must_change_password = False

    def get_full_name(self) -> str:
        return self.name


class Post(models.Model):
    """A post at an organ: what it is called and which roles it carries."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="posts", verbose_name="单位")
    title = models.CharField("岗位名称", max_length=80)
    roles = models.JSONField("角色", default=list)  # Role values

    class Meta:
        ordering = ["organ", "id"]
        verbose_name = verbose_name_plural = "岗位"

    def __str__(self) -> str:
        return f"{self.organ.label} {self.title}"

    @property
    def role_names(self) -> str:
        return "、".join(ROLE_NAMES[Role(role)] for role in self.roles)


class Holding(models.Model):
    """A person on a post, from a day until a day."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings", verbose_name="岗位")
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings", verbose_name="人员")
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    deputy_for = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="deputies", verbose_name="代理")

    class Meta:
        ordering = ["-since", "-id"]
        verbose_name = verbose_name_plural = "任职"


class Pass(models.Model):
    """手机链接: opens one thing for one person on one browser, for three days. Only the digest of the token is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="passes", verbose_name="给谁")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="passes", verbose_name="单位")
    subject_type = models.CharField(max_length=60)  # plain values: organs stands below what the link opens
    subject_id = models.CharField(max_length=40)
    title = models.CharField("事项", max_length=300)
    address = models.CharField(max_length=300)  # path of the page it opens; everything below it too
    rights = models.JSONField("可办", default=list)  # some of domain.rights.PASS_RIGHTS
    token_hash = models.CharField(max_length=64, unique=True)
    stamp = models.CharField(max_length=128)  # the person's sign-in mark: another password ends the link
    granted_at = models.DateTimeField("发放时间")
    granted_by = models.CharField("发放人", max_length=80)
    granted_by_id = models.BigIntegerField(null=True)  # person by number; empty: the system
    valid_until = models.DateTimeField("有效至")
    opened_at = models.DateTimeField("打开时间", null=True, blank=True)
    browser_hash = models.CharField(max_length=64, blank=True, db_index=True)  # the one browser it was opened in
    device = models.CharField("打开的设备", max_length=200, blank=True)
    spent_at = models.DateTimeField("办完时间", null=True, blank=True)  # handed in: from then on it only shows
    asked_at = models.DateTimeField("申请重发时间", null=True, blank=True)
    revoked_at = models.DateTimeField("收回时间", null=True, blank=True)
    revoked_by = models.CharField("收回人", max_length=80, blank=True)
    reason = models.CharField("收回原因", max_length=200, blank=True)

    class Meta:
        ordering = ["-granted_at", "-id"]
        verbose_name = verbose_name_plural = "手机链接"
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="pass_subject")]
