"""From an article to sentences, tokens, entities and mentions; the model runs here."""
