"""The engine that prints what is kept from the declarations of all rooms."""
