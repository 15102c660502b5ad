"""What every test of the project gets: no network but this machine's, and its place on one or both databases."""

pytest_plugins = ["homeroom.testing.plugin"]
