"""The panes of the full screen, a file each, and what they share."""
