"""Pure decisions about classes: names, tiles, ages, secrets, codes, the school year, leaving."""
