"""visitors 来访用户 — people of the public: an account by one-time code, and what they follow. Nothing here needs an account elsewhere.

Account: a mailbox or a telephone, proved by a code of six digits (ten minutes, five tries, kept as a digest). The contact rests sealed, found
by a keyed digest; whether an account exists is never told. Signed in: a cookie of its own, 30 minutes idle or until 退出.
Follow: a search, a column, a theme, an organ (each is a question to the search) or one document; as a feed with a secret address, and by
e-mail at once or once a day. What came is noted (`News`) and looked at again before it is sent: nothing that was taken down goes out.
Verbs: `actions.send_code, hurry, come_in, add_contact, hold_code, leave, still_here, follow, change_follow, unfollow, stop_mail, look_for_news, mail_news, delete_account, clean_up`.
Reading: `queries`. Pages ask `pages.visitor_of(request)`; the door of following on other pages: `visitors/door.html`.
Next: its pages stand in surfaces/portal/my; requests and complaints of an account belong to inforequests.
"""
