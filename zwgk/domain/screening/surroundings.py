"""What else tells who or where somebody is: plates, home addresses, private mail, illness, children."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .codes import PIPL
from .model import Finding, Kind, Lists, Severity
from .text import around

_PLACES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(
    rf"(?<![{_PLACES}])[{_PLACES}][ ]?[A-HJ-NP-Za-hj-np-z][ ]?[·•・.\-]?[ ]?"
    r"([0-9]{5}[DFdf]|[DFdf][A-HJ-NP-Za-hj-np-z0-9][0-9]{4}|[A-HJ-NP-Za-hj-np-z0-9]{4}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳])(?![A-Za-z0-9])"
)
_NUMBER = r"[0-9一二三四五六七八九十百〇A-Za-z]{1,5}"
_DOOR = rf"(?:{_NUMBER}(?:号楼|栋|幢|座|单元|弄|号)[\-—]?){{1,3}}{_NUMBER}(?:室|户)|(?:{_NUMBER}(?:号楼|栋|幢|座)){_NUMBER}单元{_NUMBER}(?:号|室)?"
_HOME = re.compile(rf"[\u4e00-\u9fa5]{{2,12}}(?:小区|花园|家园|公寓|新村|苑|庭|府|城|里|路|街|巷|道|村|社区)[\u4e00-\u9fa50-9]{{0,8}}?(?:{_DOOR})")
_VILLAGE = re.compile(rf"[\u4e00-\u9fa5]{{1,6}}(?:镇|乡|街道)[\u4e00-\u9fa5]{{1,6}}村[\u4e00-\u9fa5]{{0,6}}(?:{_NUMBER}(?:组|社|队))?{_NUMBER}号")
_ROOM = re.compile(r"[\u4e00-\u9fa5]{2,12}(?:小区|花园|家园|公寓|新村|苑|庭|府|城|里)[\u4e00-\u9fa50-9]{0,6}?(?:[0-9]{1,3}-[0-9]{1,2}-[0-9]{3,4}|[0-9]{1,3}(?:栋|幢|号楼)[0-9]{3,4})(?![0-9\-])")
_HOME_WORDS = re.compile(r"(?:(?:家庭住址|家庭地址|现住址?|住址|户籍地址?|户籍所在地|居住地址?)[ ]*[:为]?[ ]*|家住|住所地?[ ]*[:为]?[ ]*)(?=[\u4e00-\u9fa5])[^\n。;,，；|]{4,40}")
_HOUSE = re.compile(r"[0-9一二三四五六七八九十][ ]?(?:号|室|户|组|栋|幢|楼|单元|-)")
_COMPANY = re.compile(r"(?:公司|企业|合作社|厂|店|商行|经营部|农场|法人|单位|营业)[^。\n]{0,40}$")
_OFFICE_WORDS = re.compile(r"办公地址|单位地址|地址[:：]?$|办公室|会议室|大厦|政府|中心|项目|位于|坐落|大厅|窗口|学校|医院|局|地点|标的|房屋坐落|建设地")
_MAIL = re.compile(r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{2,40}@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+){1,3}(?![A-Za-z0-9\-])")
_PRIVATE_MAIL = re.compile(r"@(?:qq|foxmail|163|126|yeah|sina|sohu|gmail|hotmail|outlook|139|189|aliyun|icloud|tom|21cn|live|msn)\.", re.IGNORECASE)
_AGE = re.compile(r"(?:[\u4e00-\u9fa5]{2,3}|[\u4e00-\u9fa5][某×*＊]{1,2})[，,（( ]{0,2}(?:男|女)[，, ]{0,2}(?:现年|年仅)?([0-9]{1,2})岁")


def surroundings(text: str, lists: Lists) -> Iterator[Finding]:
    """Plates, addresses, mail, illness, minors."""
    for found in _PLATE.finditer(text):
        if sum(sign.isdigit() for sign in found[1]) < 3:  # at most two letters stand on a plate
            continue
        yield Finding(Kind.PLATE, found[0], found.start(), Severity.SUSPECTED, "个人车辆号牌应隐去后三位。", f"{found[0][:-3]}***", PIPL)
    yield from _addresses(text)
    for found in _MAIL.finditer(text):
        if _PRIVATE_MAIL.search(found[0]):
            yield Finding(Kind.EMAIL, found[0], found.start(), Severity.SUSPECTED, "个人邮箱：请改用单位邮箱，或确认用于公务。", f"{found[0][:2]}***{found[0][found[0].index('@'):]}", PIPL)
    yield from _ages(text)
    yield from _illness(text, lists)


def _addresses(text: str) -> Iterator[Finding]:
    for found in _HOME_WORDS.finditer(text):
        left, _ = around(text, *found.span(), before=60)
        business = found[0].startswith("住所") and _COMPANY.search(left)
        if _HOUSE.search(found[0]) and not _OFFICE_WORDS.search(found[0]) and not business:
            yield Finding(Kind.ADDRESS, found[0], found.start(), Severity.CERTAIN, "住址只公开到村（社区）。", "", PIPL)
    for pattern in (_HOME, _VILLAGE, _ROOM):
        for found in pattern.finditer(text):
            left, right = around(text, *found.span(), before=14)
            said = _OFFICE_WORDS.search(left)
            plain_word = said and said[0].startswith("地址") and pattern is not _HOME  # “地址：” alone does not make a house an office
            if (not said or plain_word) and not _OFFICE_WORDS.search(right) and not _OFFICE_WORDS.search(found[0]):
                yield Finding(Kind.ADDRESS, found[0], found.start(), Severity.SUSPECTED, "形似个人住址：只公开到村（社区），或确认为办公地址。", "", PIPL)


def _ages(text: str) -> Iterator[Finding]:
    for found in _AGE.finditer(text):
        if int(found[1]) < 18:
            yield Finding(Kind.MINOR, found[0], found.start(), Severity.SUSPECTED, "涉及未成年人：不公开姓名等可识别身份的信息。", "", "《中华人民共和国未成年人保护法》")


def _illness(text: str, lists: Lists) -> Iterator[Finding]:
    """An illness is a finding only where it is said of somebody."""
    if not lists.health:
        return
    said = re.compile(rf"(?:身患|患有|患|确诊|因病|残疾类别|疾病名称|致贫原因|病情)[^。；\n]{{0,6}}?({'|'.join(map(re.escape, lists.health))})")
    for found in said.finditer(text):
        _, right = around(text, *found.span())
        if not re.match(r"[的]?(?:患者|人群|防治|筛查|救治|病人|职工|家庭|人员)", right):
            yield Finding(Kind.HEALTH, found[1], found.start(1), Severity.SUSPECTED, "个人病情、残疾情况不得公开。", "", PIPL)
