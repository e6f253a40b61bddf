"""What any reader of web pages needs: trees, text, hosts, addresses, JSON."""
