"""From mentions to actors: country, role, name, and the dictionary row that says so."""
