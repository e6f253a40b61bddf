"""The formats that go by what a reader sees: `reader` reads a page once for all of them."""
