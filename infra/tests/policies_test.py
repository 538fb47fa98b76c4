# SPDX-License-Identifier: EUPL-1.2
"""Every policy as AWS would see it, read by Parliament: actions that exist, resources that they can have."""

from __future__ import annotations

import copy
import json
import re
import unittest
from typing import Any

import parliament
import stack as stacks

ACCOUNT = "000000000000"
NAMES = {
    "AWS::Partition": "aws",
    "AWS::Region": "eu-south-1",
    "AWS::AccountId": ACCOUNT,
    "Mail": "comune.example",
    "MailSettings": "sportello",
    "Sender": "prenotazioni@comune.example",
    "Table.Arn": f"arn:aws:dynamodb:eu-south-1:{ACCOUNT}:table/sportello",
    # A true one has the time of day too, at whose colons Parliament takes an ARN apart.
    "Table.StreamArn": f"arn:aws:dynamodb:eu-south-1:{ACCOUNT}:table/sportello/stream/2026-11-22",
    "DeadLetters.Arn": f"arn:aws:sqs:eu-south-1:{ACCOUNT}:sportello",
    "Messaggi.Arn": f"arn:aws:lambda:eu-south-1:{ACCOUNT}:function:messaggi",
    "PrenotazioniLog.Arn": f"arn:aws:logs:eu-south-1:{ACCOUNT}:log-group:prenotazioni:*",
    "SegnalazioniLog.Arn": f"arn:aws:logs:eu-south-1:{ACCOUNT}:log-group:segnalazioni:*",
    "MessaggiLog.Arn": f"arn:aws:logs:eu-south-1:{ACCOUNT}:log-group:messaggi:*",
    "Photos.Arn": "arn:aws:s3:::sportello-photos",
}


def resolved(value: Any) -> Any:
    """A policy with its references written out."""
    match value:
        case {"Ref": _} | {"Fn::GetAtt": _} | {"Fn::Sub": _}:
            return re.sub(r"\$\{([^}]+)\}", lambda found: NAMES[found[1]], stacks.text(value))
        case dict():
            return {key: resolved(inner) for key, inner in value.items()}
        case list():
            return [resolved(inner) for inner in value]
    return value


def documents() -> dict[str, dict[str, Any]]:
    """The policies, by who has them."""
    stack = stacks.read()
    found = {}
    for kind in ("AWS::IAM::Role", "AWS::IAM::User"):
        for name, one in stack.of(kind).items():
            found |= {f"{name}, {policy['PolicyName']}": policy["PolicyDocument"] for policy in one["Policies"]}
    return {name: resolved(document) for name, document in found.items()}


def findings(document: dict[str, Any]) -> list[str]:
    """What Parliament finds."""
    analysed = parliament.analyze_policy_string(json.dumps(document))
    return [f"{one.issue}: {one.detail}" for one in analysed.findings]


class Policies(unittest.TestCase):
    def test_parliament_finds_nothing(self) -> None:
        self.assertEqual(len(documents()), 5)
        for name, document in documents().items():
            with self.subTest(name):
                self.assertEqual(findings(document), [])

    def test_a_bad_policy_is_found(self) -> None:
        good = documents()["PrenotazioniRole, prenotazioni"]
        for action, resource in (("dynamodb:PutItm", good["Statement"][0]["Resource"]), ("dynamodb:PutItem", "arn:aws:s3:::sportello")):
            with self.subTest(action):
                bad = copy.deepcopy(good)
                bad["Statement"][0].update(Action=action, Resource=resource)
                self.assertNotEqual(findings(bad), [])


if __name__ == "__main__":
    unittest.main()
