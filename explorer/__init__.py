"""A career explorer for the terminal: profiles, differences, two lived days and an honest questionnaire."""

__version__ = "0.1.0"
