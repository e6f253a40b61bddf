"""Personal data in texts: found by rules and checksums, without any model or network."""
