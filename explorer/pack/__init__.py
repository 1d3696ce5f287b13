"""What authors write: its shapes (`schema`), how it is read (`reader`) and what is proved about it (`checks`)."""
