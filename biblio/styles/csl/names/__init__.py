"""Names of CSL-JSON: their parts, particles and initials, and lists of them with et-al."""
