"""我的: the pages of somebody of the public who signed in by a one-time code. Everything on the portal works without them.

    entering    the code is sent, comes back, lets one in; 退出
    home        own requests, complaints, reports, follows; each with how it stands and what comes next
    reports     own 找错, known by their codes
    following   follow something, change, stop; feeds with a secret address; the way out of every letter
    account     contacts, download of what is kept, going for good
"""
