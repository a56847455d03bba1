"""Old pages read: a list or a site → lines of a manifest → pages with title, date, body, attachments, findings. No rows, no verbs.

listing (what there is: sheet, folder, zip) and crawling (own polite crawler) write `list.jsonl`; reading (`page`) takes one line of it.
"""
