"""归类: where a paper belongs, proposed from its title, its kind and its text; what it says is always a proposal for a person.

`propose(paper, law)` → the sort of paper that the title gives away, with the columns where it may stand and the reasons; None when
nothing is certain. `misfiled(paper, law)` → the same against the columns where it stands now. Precision first: columns that take many
sorts (`open` of law/filing) are never called wrong.
"""

from .judging import Paper, Proposal, column_called, misfiled, propose

__all__ = ["Paper", "Proposal", "column_called", "misfiled", "propose"]
