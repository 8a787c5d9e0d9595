"""What next: base rates by named reference class, mixing, the life of a question, resolution, scores."""
