"""The list of complaints: a table that fetches what is seen, and the fields that narrow it down."""
