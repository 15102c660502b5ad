"""What Homeroom is put together from: the libraries of its locks, a bill of them, and what is known against them (SEC-06)."""
