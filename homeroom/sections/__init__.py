"""Classes: teachers, enrolments with their secrets, periods."""
