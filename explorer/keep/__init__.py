"""Visits kept on this machine: saved after each act, taken up again, listed, forgotten. The only room that stores."""
