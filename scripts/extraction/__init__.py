"""What `bench_extraction.py` compares: annotated essays as documents, and their measure."""
