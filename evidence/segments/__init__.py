"""Files of a recorder that belong together, met as one recording. Display only: every mark belongs to one file."""
