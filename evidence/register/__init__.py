"""The list of complaints: its lines, how it is sorted and narrowed down, and what a line says of its complaint."""
