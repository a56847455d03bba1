"""How often one may send or ask over the internet. Counter and post have no limit (Art. 28: they are the base channels)."""

from __future__ import annotations

from datetime import timedelta

from zwgk.foundation.gate.queries import Limit

ELSEWHERE = "着急的话，可以当面提交或者邮寄给受理机关，这两种方式没有次数限制；机关的地址和电话在申请指南里。"
SENT_FROM_HERE = Limit("sent_address", 30, timedelta(hours=1), "这个网络地址一小时内提交的申请已达30件，请稍后再试。", ELSEWHERE)
SENT_BY_CONTACT = Limit("sent_contact", 20, timedelta(days=1), "这个电话或者邮箱24小时内提交的申请已达20件，请明天再提交。", ELSEWHERE)
DRAFTS_FROM_HERE = Limit("draft_address", 200, timedelta(hours=1), "这个网络地址暂存的草稿太多，请直接提交。", ELSEWHERE)
FILES_FROM_HERE = Limit("file_address", 60, timedelta(hours=1), "这个网络地址上传的文件太多，请稍后再传。", ELSEWHERE)
COMPLAINTS_FROM_HERE = Limit("complaint_address", 10, timedelta(hours=1), "这个网络地址一小时内的投诉举报已达10件，请稍后再试。", ELSEWHERE)
MISSED = Limit("missed", 20, timedelta(minutes=30), "半小时内查询不成功的次数太多，请过半小时再试。")
MISSED_FEW = 3  # misses after which the question is asked
