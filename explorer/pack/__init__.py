"""What authors write, once read: frozen values, with no I/O and no rules."""
