"""Running the service: serve, health, keys, doctor, backup."""
