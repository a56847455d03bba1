"""What every page of the portal owes every reader: the whole list of public addresses, in every form of reading."""
