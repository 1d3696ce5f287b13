"""The dialogs (modal screens), one per file."""
