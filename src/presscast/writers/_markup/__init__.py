"""What the page and book writers share: the release as marked-up passages, and how it is drawn."""
