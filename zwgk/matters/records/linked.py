"""What a public page is, in the words of schema.org: a document, a normative document, a service, a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zwgk.domain.kinds import is_public
from zwgk.law.kind_model import KindDef

from .models import DOCUMENT, Publication

CONTEXT = "https://schema.org"
NORMATIVE = "art20-01"  # the column of Art. 20 (一): regulations, rules, normative documents
SERVICE = "service-item"
MEDIA = (("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), ("csv", "text/csv"), ("jsonl", "application/x-ndjson"), ("json", "application/json"))


def of_publication(found: Publication, column_keys: Iterable[str], start: str) -> dict[str, Any]:
    """Without its text, which stands on the page."""
    told: dict[str, Any] = {
        "@context": CONTEXT, "@type": "DigitalDocument", "@id": f"{start}{found.url}", "url": f"{start}{found.url}", "name": found.title, "inLanguage": "zh-CN",
        "identifier": found.index_number, "datePublished": found.first_published_at.isoformat(), "dateModified": found.published_at.isoformat(),
        "publisher": {"@type": "GovernmentOrganization", "name": found.organ.name}, "description": found.meta.get("summary", ""), "creativeWorkStatus": found.get_standing_display(),
        "isAccessibleForFree": True, "license": f"{start}/opendata/#terms",
    }  # fmt: skip
    if found.kind == SERVICE:
        return _service(found, start)
    if found.kind == DOCUMENT and NORMATIVE in column_keys:
        valid = found.standing == Publication.Standing.VALID
        told |= {
            "@type": "Legislation", "legislationIdentifier": found.doc_number, "legislationDate": found.written_on.isoformat() if found.written_on else "",
            "legislationPassedBy": told["publisher"], "legislationLegalForce": f"{CONTEXT}/{'InForce' if valid else 'NotInForce'}",
        }  # fmt: skip
    return told


def _service(found: Publication, start: str) -> dict[str, Any]:
    """A service item: who does what for whom, where."""
    values = found.values
    return {
        "@context": CONTEXT, "@type": "GovernmentService", "@id": f"{start}{found.url}", "url": f"{start}{found.url}", "name": values.get("name") or found.title, "inLanguage": "zh-CN",
        "identifier": values.get("code", ""), "serviceType": values.get("category", ""), "provider": {"@type": "GovernmentOrganization", "name": found.organ.name},
        "audience": {"@type": "Audience", "audienceType": "、".join(values.get("object") or [])},
        "availableChannel": {key: value for key, value in (("@type", "ServiceChannel"), ("serviceUrl", values.get("online")), ("servicePhone", values.get("phone"))) if value},
    }  # fmt: skip


def of_table(kind: KindDef, start: str) -> dict[str, Any]:
    """All rows of a kind as a data set."""
    page = f"{start}/xxgk/data/{kind.id}/"
    return {
        "@context": CONTEXT, "@type": "Dataset", "@id": page, "url": page, "name": kind.title, "description": f"{kind.title}：逐条公开，可以筛选、统计和下载。", "inLanguage": "zh-CN",
        "isAccessibleForFree": True, "license": f"{start}/opendata/#terms", "creator": {"@type": "GovernmentOrganization", "name": kind.publisher} if kind.publisher else None,
        "variableMeasured": [each.label for each in kind.fields if is_public(each)],
        "distribution": [{"@type": "DataDownload", "encodingFormat": media, "contentUrl": f"{page}rows.{form}"} for form, media in MEDIA],
    }  # fmt: skip
