"""What a notebook shows, and how its exercises are marked."""
