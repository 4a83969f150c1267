"""The program: windows, commands, verbs and jobs. It may use everything below it; nobody imports it."""
