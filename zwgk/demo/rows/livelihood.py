"""Social assistance by the month, drinking water by the quarter, village affairs in two publications."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from .batches import Batch, Maker, Values, chance, month_back, words, workday

PERIODS = 7  # months told of
QUARTERS = 5
SHARES = (1, 0.9, 0.7, 0.4, 0.8, 0.6, 0.5, 0.7)  # how usual each affair is
RURAL = ("惠农政策", "土地和宅基地")
STREETS = ("晨光街道", "滨河街道")


def assistance(today: date) -> Iterator[Batch]:
    """On the ninth day the month before: every township, rising a little towards winter."""
    draw = chance("救助")
    newest = 1 if today.day > 11 else 2
    for back in range(PERIODS + newest - 1, newest - 1, -1):
        month = month_back(today, back)
        rows = []
        for place, (households, level) in words("livelihood")["assistance"].items():
            winter = 1.03 if month.month in (11, 12, 1, 2) else 1
            count = round(households * winter) - back % 5 + draw.randrange(-3, 4)
            persons = round(count * (1.42 if place in STREETS else 1.71))
            rows.append(_assistance(month, place, "城市低保" if place in STREETS else "农村低保", (count, persons), 780 if place in STREETS else 630, level))
            if draw.random() < 0.45:
                cases = draw.randint(3, 11)
                rows.append(_assistance(month, place, "临时救助", (cases, cases + draw.randrange(4)), 0, draw.randrange(900, 1600, 50)))
        yield Batch("minzhengju", workday(month_back(today, back - 1).replace(day=9)), rows)


def _assistance(month: date, place: str, scheme: str, counts: tuple[int, int], standard: int, level: int) -> Values:
    fixed = {"standard": standard, "level": level} if standard else {}
    return {"period": f"{month:%Y-%m}", "place": place, "scheme": scheme, "households": counts[0], "persons": counts[1], **fixed, "spent": counts[1] * level}


def water(today: date) -> Iterator[Batch]:
    draw, told = chance("饮用水"), words("livelihood")
    this = (today - timedelta(days=10)).year * 4 + ((today - timedelta(days=10)).month - 1) // 3
    for number in range(this - QUARTERS, this):
        year, quarter = divmod(number, 4)
        rows = []
        for place in told["assistance"]:
            if number == this - 1 and place in ("望山乡", "枫岭乡"):
                continue  # these still owe it; the page says so
            rows.append(_water(f"{year}Q{quarter + 1}", place, "用户水龙头水质", 8, "和光县疾病预防控制中心", told["trouble"][draw.randrange(3)] if draw.random() < 0.16 else ""))
        for works in told["waterworks"]:
            place = "清泉镇" if "清泉" in works else "晨光街道"
            rows.append(_water(f"{year}Q{quarter + 1}", place, "供水厂出水", 12, works, ""))
            rows.append(_water(f"{year}Q{quarter + 1}", place, "饮用水水源", 6, "云泽市生态环境局和光县分局", ""))
        yield Batch("weijianju", workday(min(_after(year, quarter) + timedelta(days=12), today - timedelta(days=4))), rows)


def _after(year: int, quarter: int) -> date:
    return date(year + quarter // 3, quarter * 3 % 12 + 4 if quarter < 3 else 1, 1)


def _water(period: str, place: str, point: str, samples: int, organ: str, trouble: str) -> Values:
    passed = samples - bool(trouble)
    items = {"饮用水水源": "水源水基本项目和补充项目", "供水厂出水": "常规指标和消毒剂余量"}.get(point, "常规指标")
    return {
        "period": period, "place": place, "point": point, "samples": samples, "passed": passed, "rate": round(passed * 100 / samples, 2), "items": items, "organ": organ,
        **({"failed": trouble} if trouble else {}),
    }  # fmt: skip


def villages(today: date) -> Iterator[Batch]:
    """A village decides and makes it known within days; what came of it follows two months later."""
    draw, told = chance("村务"), words("livelihood")
    for unit, places in told["villages"].items():
        for half in (1, 0):
            rows = []
            for village in places:
                for at, (category, matter, amount, resolution, result) in enumerate(told["affairs"]):
                    town = village.endswith("社区")
                    if at % 2 != half or draw.random() > (0.25 if town and category in RURAL else SHARES[at]):
                        continue
                    day = workday(month_back(today, draw.randint(2, 6) + half * 4).replace(day=draw.randint(3, 26)))
                    money = round(amount * draw.uniform(0.7, 1.5) / 100) * 100
                    later = workday(day + timedelta(days=draw.randint(50, 80)))
                    done = {"result": result, "result_public_on": str(later)} if later < today - timedelta(days=12) else {}
                    rows.append({
                        "village": village, "category": category, "matter": matter.replace("村", "居") if town and "村级" in matter else matter, "decided_on": str(day),
                        "meeting": "居民代表会议" if town else "村民代表会议", "resolution": f"{resolution}由{'居' if town else '村'}务监督委员会全程监督。",
                        "resolution_public_on": str(day + timedelta(days=3)), **({"amount": money} if money else {}), **done,
                    })  # fmt: skip
            if not rows:
                continue
            last = max(date.fromisoformat(row["decided_on"]) for row in rows)
            yield Batch(unit, min(last + timedelta(days=9), workday(today - timedelta(days=4))), rows)


LIVELIHOOD: dict[str, Maker] = {"social-assistance": assistance, "drinking-water": water, "village-affair": villages}
