"""Raw files and web archives in, documents out."""
