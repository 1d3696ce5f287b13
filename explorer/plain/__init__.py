"""The same visit line by line, for the prompt of a shell: nothing is drawn over, everything can be read aloud."""
