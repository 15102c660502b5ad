"""What runs by itself, and when it last did."""
