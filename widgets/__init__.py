"""What is seen and touched: Qt widgets that get values and send signals. They never touch store, files or threads."""
