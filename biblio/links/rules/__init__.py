"""One verdict, or one ground for it, a file: `decide(case)` says something or passes."""
