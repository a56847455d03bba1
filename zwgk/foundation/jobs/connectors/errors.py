"""What a connector raises besides the errors of the net."""


class Hopeless(Exception):
    """Trying again will not help: an address that does not exist, a channel that is not set up."""
