"""Everything that writes the record. Keyword-only, atomic verbs that validate and say why not."""
