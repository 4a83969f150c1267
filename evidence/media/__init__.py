"""The one safe door that opens recordings, documents and photos: times, pictures, sound, pages.

`door` answers questions about a file, `clip` shows its frames and plays its sound; both look through a child process.
Nothing else in the program opens what somebody else made.
"""
