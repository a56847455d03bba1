"""One of several processes that issue letters at the same time: `python -m tests.letters.issuing first last fail`."""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwgk.config.settings")


def main(first: int, last: int, failing: int) -> None:
    """Issue the letters with these numbers; the rendering of one of them breaks."""
    django.setup()
    from tests.cast import AT
    from zwgk.domain.rights import system_actor
    from zwgk.matters.letters import actions, docx_out, pdf_out
    from zwgk.matters.letters.models import Letter

    docx_out.render = lambda *_: b"docx"
    for pk in range(first, last + 1):
        pdf_out.render = (lambda *_: 1 / 0) if pk == failing else (lambda *_: b"pdf")
        actions.issue_many(Letter.objects.filter(pk=pk), actor=system_actor("并发"), at=AT)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
