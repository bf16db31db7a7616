"""Reading CSL-JSON, its variables and its dates."""
