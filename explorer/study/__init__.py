"""Analyses of many people: the overview of a class, and what their answers show about the questionnaire.

Nothing here identifies people; a name next to a code in a list is printed on that person's own page and
nowhere else.
"""
