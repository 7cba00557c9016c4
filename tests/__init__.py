"""The promises of ownerapp, as tests."""
