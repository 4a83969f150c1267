"""What leaves the house: case file, bundle, viewer, and their verification. No Qt."""
