"""Pages of a PDF -> lines in reading order; `pdfium` is the only module that knows the library."""
