"""The ontology: types, words, countries and roles. Data, and what loads it."""
