"""The verbs of the command line; their forms are a contract with other people's scripts."""
