"""The domain as frozen values: no files, no database, no screen. Every enumeration has English and Chinese labels."""
