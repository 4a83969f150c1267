"""The bundle: a BagIt bag in one archive, from which a stranger can check a case without this program."""
