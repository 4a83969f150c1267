"""What follows from marks and dates, and what a check found."""
