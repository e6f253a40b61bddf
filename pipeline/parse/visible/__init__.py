"""What the formats share that go by what a reader sees."""
