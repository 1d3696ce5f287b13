"""The model behind all user interfaces: one visit, its history, and every action on it. Nothing here draws."""
