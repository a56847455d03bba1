"""What a connector raises besides the errors of the net."""


class Hopeless(Exception):
    """Trying again will not help: an address that does not exist, a channel that is not set up."""


class Later(Exception):
    """The other side asks to come again after so many seconds."""

    def __init__(self, said: str, seconds: int = 0) -> None:
        super().__init__(said)
        self.seconds = seconds


class Unknown(Exception):
    """It was handed over and no answer came: it may have arrived, so nobody sends it again unasked."""
