"""What is given away in the words of others: DCAT for catalogues of data, schema.org for search engines."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from . import writing

CONTEXT = {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/", "xsd": "http://www.w3.org/2001/XMLSchema#"}


def catalogue(found: list[dict[str, Any]], start: str) -> dict[str, Any]:
    """schema.org DataCatalog."""
    return {"@context": "https://schema.org", "@type": "DataCatalog", "name": "数据开放", "url": f"{start}/opendata/", "inLanguage": "zh-CN", "dataset": [_dataset(each, start) for each in found]}


def _dataset(told: dict[str, Any], start: str) -> dict[str, Any]:
    return {
        "@type": "Dataset", "name": told["title"], "description": told["says"], "url": f"{start}{told['page']}", "license": f"{start}/opendata/#terms", "isAccessibleForFree": True,
        "distribution": [{"@type": "DataDownload", "encodingFormat": writing.MEDIA[form].partition(";")[0], "contentUrl": f"{start}{url}"} for form, url in told["files"].items()],
        **({"dateModified": timezone.localtime(told["changed"]).isoformat()} if told["changed"] else {}),
    }  # fmt: skip


def dcat(found: list[dict[str, Any]], start: str, publisher: str) -> dict[str, Any]:
    """A dcat:Catalog with a dcat:Dataset for each set."""
    return {
        "@context": CONTEXT, "@id": f"{start}/opendata/", "@type": "dcat:Catalog", "dct:title": "数据开放", "dct:language": "zh-CN", "dct:publisher": _agent(publisher),
        "dct:license": {"@id": f"{start}/opendata/#terms"}, "foaf:homepage": {"@id": f"{start}/"}, "dcat:dataset": [_dcat_set(each, start, publisher) for each in found],
        "dcat:service": [{"@id": f"{start}/api/v1/", "@type": "dcat:DataService", "dct:title": "政务公开开放数据接口", "dcat:endpointURL": {"@id": f"{start}/api/v1/"}, "dcat:endpointDescription": {"@id": f"{start}/api/v1/openapi.json"}}],
    }  # fmt: skip


def _agent(name: str) -> dict[str, str]:
    return {"@type": "foaf:Agent", "foaf:name": name}


def _dcat_set(told: dict[str, Any], start: str, publisher: str) -> dict[str, Any]:
    return {
        "@id": f"{start}/opendata/#{told['id']}", "@type": "dcat:Dataset", "dct:identifier": told["id"], "dct:title": told["title"], "dct:description": told["says"],
        "dct:publisher": _agent(told["publisher"] or publisher), "dcat:landingPage": {"@id": f"{start}{told['page']}"}, "dcat:theme": told["theme"],
        **({"dct:modified": {"@type": "xsd:dateTime", "@value": timezone.localtime(told["changed"]).isoformat()}} if told["changed"] else {}),
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution", "dct:title": f"{told['title']}（{form}）", "dcat:downloadURL": {"@id": f"{start}{url}"}, "dcat:mediaType": writing.MEDIA[form].partition(";")[0],
                "dct:license": {"@id": f"{start}/opendata/#terms"},
            }
            for form, url in told["files"].items()
        ],
    }  # fmt: skip


def data(found: list[dict[str, Any]], start: str, publisher: str) -> dict[str, Any]:
    """The same as data.json, the plain form that many open-data portals harvest."""
    return {
        "conformsTo": "https://project-open-data.cio.gov/v1.1/schema", "describedBy": "https://project-open-data.cio.gov/v1.1/schema/catalog.json", "@type": "dcat:Catalog",
        "dataset": [
            {
                "@type": "dcat:Dataset", "identifier": f"{start}/opendata/#{each['id']}", "title": each["title"], "description": each["says"], "keyword": [each["theme"]], "accessLevel": "public",
                "license": f"{start}/opendata/#terms", "landingPage": f"{start}{each['page']}", "publisher": {"@type": "org:Organization", "name": each["publisher"] or publisher}, "language": ["zh-CN"],
                "modified": timezone.localtime(each["changed"]).isoformat() if each["changed"] else "",
                "distribution": [{"@type": "dcat:Distribution", "downloadURL": f"{start}{url}", "mediaType": writing.MEDIA[form].partition(";")[0]} for form, url in each["files"].items()],
            }
            for each in found
        ],
    }  # fmt: skip
