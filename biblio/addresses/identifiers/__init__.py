"""Address -> the identifier it carries: DOI, handle, arXiv number ..."""
