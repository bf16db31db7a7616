"""What items hold: dates, names and numbers, read out of CSL-JSON and never refused."""
