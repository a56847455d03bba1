"""Why a delivery did not arrive, in the words of an office, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from .models import Delivery


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence each."""

    said: str
    remedy: str


# looked for in the error, first match; the sentences speak to the office, not to a programmer
_KNOWN = (
    ("310000", Reason("钉钉机器人的安全设置没有通过（关键词、签名或者 IP）。", "在机器人设置里核对关键词和加签密钥，改好后在“群机器人”页重新填写。")),
    ("130101", Reason("钉钉机器人一分钟内收到的消息太多。", "不用处理，系统会放慢速度再发。")),
    ("45009", Reason("企业微信机器人一分钟内收到的消息太多。", "不用处理，系统会放慢速度再发。")),
    ("93000", Reason("企业微信机器人的地址无效，机器人可能已被移除。", "在群里重新添加机器人，把新地址填到“群机器人”页。")),
    ("ZWGK_SMTP_HOST", Reason("没有设置邮件服务器。", "请系统管理员设置 ZWGK_SMTP_HOST 等，或者改用其他接收方式。")),
    ("ZWGK_SMS_URL", Reason("没有设置短信网关。", "请系统管理员设置 ZWGK_SMS_URL，或者改用其他接收方式。")),
    ("ZWGK_SMS_GATEWAY", Reason("短信网关的说明文件有问题。", "请系统管理员检查 ZWGK_SMS_GATEWAY 指的文件。")),
    ("系统密钥已更换", Reason("系统密钥更换过，保存的机器人地址读不出来。", "重新填写机器人地址；或者请系统管理员把旧密钥写进 ZWGK_SECRET_KEYS_OLD。")),
    ("内网地址", Reason("机器人地址指向内网，不允许访问。", "确实要用内网网关的，请系统管理员设置 ZWGK_REACH_PRIVATE=1。")),
    ("https://", Reason("机器人地址不是 https 开头。", "重新复制机器人的完整地址。")),
    ("登录名或密码", Reason("邮件服务器不接受登录名或密码。", "请系统管理员核对 ZWGK_SMTP_USER、ZWGK_SMTP_PASSWORD。")),
    ("收件地址被拒绝", Reason("收件地址不存在，或者被对方拒收。", "核对本人的电子邮箱，改好后重发。")),
    ("网关拒收", Reason("短信网关拒收。", "按网关给出的代码查它的说明；常见原因是余额不足、签名未报备、号码有误。")),
    ("HTTP 401", Reason("对方不接受密钥。", "核对密钥（令牌），改好后重发。")),
    ("HTTP 403", Reason("对方不允许访问。", "核对密钥和来源地址（IP 白名单），改好后重发。")),
    ("HTTP 404", Reason("对方没有这个地址。", "核对地址，改好后重发。")),
    ("HTTP 429", Reason("发得太快，对方要求稍后再发。", "不用处理，系统按对方要求的时间再发。")),
    ("HTTP 5", Reason("对方服务器出错。", "不用处理，系统会再试；多次不成功时请联系对方。")),
    ("稍后再发", Reason("对方要求稍后再发。", "不用处理，系统会再试。")),
    ("没有收到回答", Reason("已经提交，但没有收到回答，可能已经送达。", "先问一问收件人；确实没有收到的，再点“重发”。")),
    ("进程中断", Reason("发送时程序中断，可能已经送达。", "先问一问收件人；确实没有收到的，再点“重发”。")),
    ("451", Reason("邮件服务器要求稍后再发（灰名单）。", "不用处理，系统会再试。")),
    ("45", Reason("收件邮箱暂时不能接收，可能已满。", "不用处理，系统会再试；也可以请本人清理邮箱。")),
)  # fmt: skip
_NET = Reason("连接不上对方服务器。", "检查网络和地址；系统会再试几次。")
_OTHER = Reason("没有发出。", "查看技术信息；改好后点“重发”。")


def reason(delivery: Delivery) -> Reason | None:
    """None when nothing is wrong."""
    if delivery.reported == Delivery.Report.UNDELIVERED:
        return Reason(f"网关已发出，手机没有收到（{delivery.reported_said}）。", "核对手机号码；可能停机、关机或者拦截，请改用其他方式。")
    error = delivery.last_error
    if not error:
        return None
    found = next((known for sign, known in _KNOWN if sign in error), None)
    lost = ("ConnectionError", "ConnectionRefused", "Timeout", "gaierror", "Disconnected", "OSError", "ConnectionReset")
    return found or (_NET if any(sign in error for sign in lost) else _OTHER)
