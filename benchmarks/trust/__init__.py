"""The promises of qamill, put to the test: one file a promise, one table of all (`make trust`, docs/trust.md)."""
