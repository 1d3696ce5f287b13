"""A career explorer for the terminal: profiles, differences, two lived days and an honest questionnaire."""

__version__ = "0.2.0.dev0"
