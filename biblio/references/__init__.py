"""[`Citation`] -> `Resolved`: which work does each cite mean; the same work cited ten ways becomes one."""
