"""The one message of a working day: gather for everybody at once, then word it. No log-ins, no reading times, no ranks.

gathering → who owes what, in a number of queries that does not grow · wording → at most ten lines · groups → the same for the
group of the county, for those whom no message reaches · passes → 手机链接 for what is due, where a slice allows it.
"""
