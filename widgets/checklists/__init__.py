"""Checklists on screen: their versions, what differs between two, and the making of the next one."""
