"""The command line: parser, input, output, resuming, crashes; `commands` holds one file a command."""
