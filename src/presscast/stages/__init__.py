"""The stages of the pipeline: each a function from one frozen value to the next."""
