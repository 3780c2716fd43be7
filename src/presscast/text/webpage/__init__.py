"""HTML → the passages of a release: the tree, its main part, its words, its metadata."""
