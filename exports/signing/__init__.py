"""Signing what leaves the house: with a key in a PKCS#12 file, and a time stamp from a server that was named."""
