"""URL -> what it says of itself, without asking anybody: its normal form, mailing list, week, message number, DOI."""
