"""Settings, addresses, navigation: the only room that knows every other."""
