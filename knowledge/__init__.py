"""What we know about youth-care contracts, and how it is found."""
