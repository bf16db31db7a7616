"""What BibTeX and BibLaTeX share: entry types and fields, LaTeX and Unicode, names, dates, our own remarks."""
