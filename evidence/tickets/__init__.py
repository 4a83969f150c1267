"""Lists of tickets from other systems: tables read safely, their columns and values understood, nothing registered."""
