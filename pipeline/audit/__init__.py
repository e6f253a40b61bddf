"""What a release is checked by: is it whole, where does a record come from."""
