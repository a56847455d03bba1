"""The check list of zones and reading rooms: 四统一, then what has to stand there (ZON-01, ZON-02)."""

from __future__ import annotations

from dataclasses import dataclass

STANDARD = "政务公开专区“四统一”和设备要求"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to look at."""

    key: str
    group: str
    label: str
    photo: bool = True  # a picture is asked for


LINES: tuple[Line, ...] = (
    Line("sign", "统一标识", "入口和专区内有“政府信息公开”标识牌，醒目、完整"),
    Line("style", "统一标识", "标识样式与全县统一样式一致"),
    Line("desk", "统一设施", "有查阅桌椅、资料架，整洁可用"),
    Line("computer", "统一设施", "有联网电脑，能打开政府信息公开平台"),
    Line("screen", "统一设施", "有电子屏或查询机，内容更新"),
    Line("gazette", "统一设施", "摆放本级政府公报和近期主动公开文件"),
    Line("query", "统一功能", "能查询政府信息，有人指导", photo=False),
    Line("consult", "统一功能", "能提供政策咨询", photo=False),
    Line("apply", "统一功能", "能接收政府信息公开申请，备有申请表和指南"),
    Line("rules", "统一管理", "服务制度、开放时间、监督电话上墙"),
    Line("staff", "统一管理", "有专（兼）职工作人员在岗", photo=False),
    Line("book", "统一管理", "有查阅、咨询登记簿并如实登记"),
    Line("link", "设备", "公开平台网址或二维码张贴，扫码能打开"),
)
KEYS = tuple(line.key for line in LINES)
