"""Annotated essays -> PDFs in many layouts; one file a program that sets them."""
