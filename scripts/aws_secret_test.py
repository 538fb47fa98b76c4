# SPDX-License-Identifier: EUPL-1.2
"""The secret of the functions is one that they can read, and the password one that SES takes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unittest
from pathlib import Path
from urllib.parse import unquote, urlsplit

import aws_secret

PROGRAM = Path(aws_secret.__file__)


def run(arguments: list[str], given: str = "", key: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, PROGRAM, *arguments], input=given, env=os.environ | {"SMTP_KEY": key}, capture_output=True, text=True, check=False)


class Secrets(unittest.TestCase):
    def test_a_new_one_can_be_read_and_is_new(self) -> None:
        made = [json.loads(run(["new"]).stdout) for _ in range(2)]
        for secret in made:
            self.assertRegex(secret["SERVER_KEY"], r"^[a-z2-7]{52}$")
            self.assertGreaterEqual(len(secret["PROXY_SECRET"]), 32)
        self.assertFalse(set(made[0].values()) & set(made[1].values()) - {aws_secret.NOBODY})

    def test_passwords_known_to_work(self) -> None:
        # Vectors by which other programs test the same rule.
        self.assertEqual(aws_secret.password("some+secret+key", "eu-central-1"), "BMXhUYlu5Z3gSXVQORxlVa7XPaz91aGWdfHxvkOZdWZ2")
        self.assertEqual(aws_secret.password("some+secret+key", "us-west-1"), "BH+jbMzper5WwlwUar9E1ySBqHa9whi0GPo+sJ0mVYJj")

    def test_mail_changes_the_mail_server_alone(self) -> None:
        before = json.loads(run(["new"]).stdout)
        after = json.loads(run(["mail", "us-west-1"], json.dumps(before), "AKIAEXAMPLE\tsome+secret+key").stdout)
        self.assertEqual({name for name in before if before[name] != after[name]}, {"SMTP_URL"})
        server = urlsplit(after["SMTP_URL"])
        self.assertEqual((server.scheme, server.hostname, server.username, unquote(server.password or "")), ("smtps", "email-smtp.us-west-1.amazonaws.com", "AKIAEXAMPLE", "BH+jbMzper5WwlwUar9E1ySBqHa9whi0GPo+sJ0mVYJj"))

    def test_nothing_is_made_of_something_else(self) -> None:
        for arguments, given, key in ((["mail", "eu-south-1"], "{}", "a b"), (["mail", "eu-south-1"], json.dumps(aws_secret.new()), ""), (["old"], "", "")):
            ended = run(arguments, given, key)
            self.assertEqual((ended.returncode, ended.stdout), (1, ""))
            self.assertFalse(re.search("Traceback", ended.stderr), ended.stderr)


if __name__ == "__main__":
    unittest.main()
