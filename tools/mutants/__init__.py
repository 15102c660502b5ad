"""`make mutants`: changes the code a little at a time, and looks whether a test notices."""
