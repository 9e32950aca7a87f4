"""Parts of the command line; the commands themselves begin in `assistant.cli`."""
