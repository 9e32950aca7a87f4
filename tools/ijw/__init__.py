"""What the tool `jw_bericht` is made of: reading the XML, its structure, its rules, and those of the regime."""
