from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "zwgk.matters.ledger"
    label = "ledger"
    verbose_name = "台账"
