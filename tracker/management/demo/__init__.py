"""The demonstration site: accounts, meetings and a lived-in past, made only through the real services."""
