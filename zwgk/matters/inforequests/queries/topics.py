"""What requests are about: telling words, and how many requests hold them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from zwgk.foundation.search.queries import cut

_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")
_EMPTY = frozenset(
    re.split(
        r"\s+",
        """申请 公开 信息 政府 关于 请求 提供 获取 相关 有关 情况 以及 要求 本人 你局 贵局 复印件 文件 材料 资料 内容 全部 所有 依据 具体 办理 年度
        进行 涉及 我县 本县 全县 县级 人民政府 政府信息 需要 希望 是否 期间 部门 单位 机关 情形 名单 明细 年月 个人""",
    )
)


def terms_of(text: str) -> list[str]:
    """The telling words of a title, each once, in order."""
    return list(dict.fromkeys(word for word in cut(text) if _CHINESE.fullmatch(word) and word not in _EMPTY))


def topics(titles: Iterable[str], most: int = 30) -> list[tuple[str, int]]:
    """Word → number of requests, the most frequent first; what stands in one request only is left out."""
    count: Counter[str] = Counter()
    for title in titles:
        count.update(terms_of(title))
    return [(word, number) for word, number in count.most_common(most) if number > 1]
