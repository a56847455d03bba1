"""Codes of administrative divisions (GB/T 2260): six digits, two each for province, prefecture, county. Pure.

Only the provinces are known here; the name of the county is typed by the county itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from zwgk.domain.errors import BadInput

PROVINCES: Mapping[str, str] = {
    "11": "北京市", "12": "天津市", "13": "河北省", "14": "山西省", "15": "内蒙古自治区", "21": "辽宁省", "22": "吉林省", "23": "黑龙江省",
    "31": "上海市", "32": "江苏省", "33": "浙江省", "34": "安徽省", "35": "福建省", "36": "江西省", "37": "山东省", "41": "河南省",
    "42": "湖北省", "43": "湖南省", "44": "广东省", "45": "广西壮族自治区", "46": "海南省", "50": "重庆市", "51": "四川省", "52": "贵州省",
    "53": "云南省", "54": "西藏自治区", "61": "陕西省", "62": "甘肃省", "63": "青海省", "64": "宁夏回族自治区", "65": "新疆维吾尔自治区",
    "99": "演示用",  # no such province: for trials
}  # fmt: skip


class Level(StrEnum):
    """Of the government that uses the platform."""

    COUNTY = "county"  # 县、自治县、旗、县级市、市辖区
    CITY = "city"  # 设区的市、自治州、地区、盟


_ENDINGS = {Level.COUNTY: ("县", "区", "市", "旗"), Level.CITY: ("市", "州", "地区", "盟")}


def level_of(code: str) -> Level:
    """The level that the code says; BadInput for one that cannot be."""
    digits = code.strip()
    if not re.fullmatch(r"\d{6}", digits):
        raise BadInput(f"行政区划代码“{code}”不是 6 位数字。", field="division_code", basis="GB/T 2260", remedy="请填写 6 位数字，例如县级代码末两位不为 00。")
    if digits[:2] not in PROVINCES:
        raise BadInput(f"没有以“{digits[:2]}”开头的行政区划代码。", field="division_code", basis="GB/T 2260", remedy="请核对前两位（省级代码）。")
    if digits[2:] == "0000":
        raise BadInput("这是省级的行政区划代码。", field="division_code", remedy="本平台供市、县两级使用，请填写本级的 6 位代码。")
    return Level.CITY if digits[4:] == "00" else Level.COUNTY


def place_of(code: str, government: str) -> str:
    """和光县 of 和光县人民政府, held against the level of the code; BadInput when they do not agree."""
    level, name = level_of(code), re.sub(r"人民政府$", "", "".join(government.split()))
    if not government.strip().endswith("人民政府") or len(name) < 2:
        raise BadInput("政府名称要写全称。", field="government", remedy="例如“××县人民政府”。")
    if not name.endswith(_ENDINGS[level]):
        kind = "县级" if level is Level.COUNTY else "市级"
        raise BadInput(
            f"代码 {code} 是{kind}代码，名称“{name}”却不以{'、'.join(_ENDINGS[level])}结尾。", field="government", remedy="请核对代码或名称。"
        )
    return name


def province_of(code: str) -> str:
    """The name of the province, "" for an unknown one."""
    return PROVINCES.get(code[:2], "")
