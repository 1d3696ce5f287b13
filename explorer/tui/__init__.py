"""The full-screen program: one screen a pane, each a page of lines between a line of tabs and a line of hints."""
