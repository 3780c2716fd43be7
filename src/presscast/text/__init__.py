"""Pure text: from characters to quotes, people and spoken words."""
