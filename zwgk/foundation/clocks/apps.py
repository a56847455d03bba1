from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "zwgk.foundation.clocks"
    label = "clocks"
    verbose_name = "时限"
    messages = {
        "clocks.digest": ("每日汇总", "inbox", ""),  # sent by the digest itself, once
        "clocks.tomorrow": ("明日到期", "inbox", ""),
        "clocks.replay": ("时限重算", "digest", "new"),
    }
