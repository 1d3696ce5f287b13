"""The checks of `explorer check`: of a pack's content, its questionnaire, its readability, and its days."""
