"""The verbs of channels. `release` and `recall` are called by the verbs that publish and take down, which have checked the right."""

from .pass_on import pass_on
from .recalling import recall, remove
from .releasing import Given, NewPiece, add_channels, confirm, fail, pack, release, skip

__all__ = ["Given", "NewPiece", "add_channels", "confirm", "fail", "pack", "pass_on", "recall", "release", "remove", "skip"]
