"""Analyses of many people: the overview of a class, and what their answers show about the questionnaire.

Nothing here knows who anyone is; a name that stands beside a code in a list goes to that person's own page and
nowhere else.
"""
