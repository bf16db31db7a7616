"""Names set in a style's form: one name with its particles and initials, lists of them with et-al."""
