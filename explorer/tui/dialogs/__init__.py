"""What stands in front of a pane for a moment, a file each."""
