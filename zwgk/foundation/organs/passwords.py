"""Password rule of 等保 level 3: at least three kinds of characters; how first passwords are hashed."""

from __future__ import annotations

import re

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.exceptions import ValidationError


class ThreeKindsValidator:
    """Refuses a password with fewer than three of: capital, small letter, digit, sign."""

    message = "密码须包含大写字母、小写字母、数字、符号中的至少三种。"

    def validate(self, password: str, user: object = None) -> None:
        kinds = sum(bool(re.search(pattern, password)) for pattern in ("[A-Z]", "[a-z]", "[0-9]", "[^A-Za-z0-9]"))
        if kinds < 3:
            raise ValidationError(self.message, code="too_few_kinds")

    def get_help_text(self) -> str:
        return self.message


class StartHasher(PBKDF2PasswordHasher):
    """For first passwords only: drawn by lot (some 50 bits) and valid until the first sign-in, so guessing them is slow enough
    with fewer rounds, and 150 of them are ready in a second. What people choose themselves gets the full rounds."""

    algorithm = "start"
    iterations = 20_000
