"""Pure sound: loudness, limiting, and the program that encodes and decodes; knows no script."""
