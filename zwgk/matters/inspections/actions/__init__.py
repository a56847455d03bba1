"""The verbs: a run begins and goes on; one page is looked at now; a problem is dismissed or asked again."""

from .deciding import ask_again, dismiss
from .running import begin, go_on
from .showing import look_now

__all__ = ["ask_again", "begin", "dismiss", "go_on", "look_now"]
