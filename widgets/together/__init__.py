"""Several recordings at once: their pictures, their sounds, and one timeline on the wall clock."""
