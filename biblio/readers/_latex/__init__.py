"""LaTeX sources: `walker` reads letters and groups, `story` lists the rules for commands, which the others hold."""
