"""How people come in: password and second factor, pictures, words, cards, class codes and links."""
