"""What is true: the domain, the store, the media. Imports no sibling package and no Qt."""
