"""What `explorer check` holds a pack to: its content, its questionnaire, its readability, its days."""
