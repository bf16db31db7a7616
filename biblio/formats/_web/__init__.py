"""Words of the formats that go into web pages."""
