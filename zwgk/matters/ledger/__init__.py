"""ledger 台账 — plans → tasks → progress → evidence → supervision."""
