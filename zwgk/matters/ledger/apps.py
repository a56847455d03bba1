from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "zwgk.matters.ledger"
    label = "ledger"
    verbose_name = "台账"
    messages = {
        "ledger.adopt": ("新任务", "digest", "new"),
        "ledger.renew": ("任务更正", "digest", "new"),
        "ledger.extension": ("延期答复", "digest", "new"),
        "ledger.return_report": ("退回补充", "now", "returned"),
        "ledger.urge": ("催办", "now", "urged"),
        "ledger.print": ("打印好了", "inbox", ""),
        "ledger.remind": ("到期提醒", "inbox", ""),  # the digest tells it
    }
    # A 手机链接 in the digest opens the item on a phone: see, report, photo. Never confirming or publishing.
    passes = {"ledger.item": ("/office/ledger/items/{id}/phone/", ("ledger.see", "ledger.report", "ledger.add_evidence", "files.upload"))}
