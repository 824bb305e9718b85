"""What a series of events shows, and whether what was predicted came: numbers in, findings out."""
