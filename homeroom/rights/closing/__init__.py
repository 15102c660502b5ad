"""How an account ends: closed, brought back for 28 days, erased; and what goes because nobody uses it any more."""
