"""Settings: keys, speeds, language, appearance, reading, library."""
