"""The terminal: driver, input, detection, colours, and what is sent to it."""
