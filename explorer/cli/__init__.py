"""The command line: parser, input, output, resuming, crashes; `commands` has a file for each command."""
