"""Wikipedia's templates and their parameters."""
