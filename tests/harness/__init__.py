"""What the tests stand on, one small module per need; wired up in tests/conftest.py."""
