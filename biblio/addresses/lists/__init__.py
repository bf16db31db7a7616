"""Address -> list, date and number of a mailing-list post; one archive software or service a file."""
