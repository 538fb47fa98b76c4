# SPDX-License-Identifier: EUPL-1.2
"""The secret of the functions in AWS, as Secrets Manager keeps it. It comes and goes by pipes, so that it stands in
no file and on no command line; docs/pubblicare-aws.md shows how.

    python3 scripts/aws_secret.py new            # a new one, with a mail server that is not there yet
    python3 scripts/aws_secret.py mail REGION    # the one on standard input, with the mail server of this region;
                                                 # SMTP_KEY is the user's key: its name, a blank, its secret
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
import sys
from urllib.parse import quote

NOBODY = "smtps://posta.invalid"
"""No mail server: messages wait."""


def half() -> str:
    """128 bits as the functions read them."""
    return base64.b32encode(secrets.token_bytes(16)).rstrip(b"=").decode().lower()


def new() -> dict[str, str]:
    """A new secret. `SERVER_KEY` must never change while there are bookings."""
    return {"SERVER_KEY": half() + half(), "PROXY_SECRET": secrets.token_urlsafe(48), "SMTP_URL": NOBODY}


def password(secret: str, region: str) -> str:
    """The password for SMTP that belongs to a user's secret key, as SES describes it."""
    key = f"AWS4{secret}".encode()
    for word in ("11111111", region, "ses", "aws4_request", "SendRawEmail"):
        key = hmac.new(key, word.encode(), hashlib.sha256).digest()
    return base64.b64encode(b"\x04" + key).decode()


def with_mail(known: dict[str, str], user: str, secret: str, region: str) -> dict[str, str]:
    """The secret with the mail server of a region."""
    return known | {"SMTP_URL": f"smtps://{quote(user, safe='')}:{quote(password(secret, region), safe='')}@email-smtp.{region}.amazonaws.com"}


def main(arguments: list[str]) -> None:
    """Writes the secret to standard output."""
    match arguments:
        case ["new"]:
            made = new()
        case ["mail", region]:
            key = os.environ.get("SMTP_KEY", "").split()
            if len(key) != 2:
                raise SystemExit("aws_secret.py: SMTP_KEY is no key: its name, a blank, its secret")
            known = json.load(sys.stdin)
            if set(known) != set(new()):
                raise SystemExit("aws_secret.py: what stands on standard input is not the secret of the functions")
            made = with_mail(known, *key, region)
        case _:
            raise SystemExit(__doc__)
    if sys.stdout.isatty():
        raise SystemExit("aws_secret.py: this is a secret: send it on by a pipe")
    json.dump(made, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
