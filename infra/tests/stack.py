# SPDX-License-Identifier: EUPL-1.2
"""The templates as data, and what the code says that they must agree with."""

from __future__ import annotations

import copy
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator

import yaml

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
PSEUDO = {"AWS::AccountId", "AWS::Partition", "AWS::Region", "AWS::StackName", "AWS::URLSuffix"}


class Loader(yaml.SafeLoader):
    """YAML with the short forms of CloudFormation's functions, and without aliases, which it does not know."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("CloudFormation knows no aliases")
        return super().compose_node(parent, index)


def function(loader: Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    """`!GetAtt A.B` as `{"Fn::GetAtt": ["A", "B"]}`, and so on."""
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {"Ref" if suffix == "Ref" else f"Fn::{suffix}": value}


Loader.add_multi_constructor("!", function)


@dataclass
class Stack:
    """The templates by name, and the facts of the code."""

    templates: dict[str, dict[str, Any]]
    calls: dict[str, list[str]]
    table: dict[str, Any]
    variables: dict[str, set[str]]
    notes: str
    due: str
    letter: str
    help: str
    wildcards: dict[str, str]

    @property
    def main(self) -> dict[str, Any]:
        """The resources of template.yaml."""
        return self.templates["template"]["Resources"]

    def of(self, kind: str, template: str = "template") -> dict[str, dict[str, Any]]:
        """The properties of all resources of a kind."""
        resources = self.templates[template]["Resources"]
        return {name: one.get("Properties", {}) for name, one in resources.items() if one["Type"] == kind}

    def functions(self) -> dict[str, dict[str, Any]]:
        """The properties of the functions."""
        return self.of("AWS::Serverless::Function")

    def policies(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The statements of whatever may do something, each with who."""
        for kind in ("AWS::IAM::Role", "AWS::IAM::User"):
            for name, one in self.of(kind).items():
                for policy in one.get("Policies", []):
                    for statement in policy["PolicyDocument"]["Statement"]:
                        yield name, statement

    def copy(self) -> Stack:
        """Another one, to be broken."""
        return copy.deepcopy(self)


def listed(value: Any) -> list[Any]:
    """One or several, as a list."""
    return value if isinstance(value, list) else [value]


def text(value: Any) -> str:
    """A reference as it would be written in a substitution: a table's ARN is `${Table.Arn}`."""
    match value:
        case {"Ref": name}:
            return f"${{{name}}}"
        case {"Fn::GetAtt": [name, attribute]}:
            return f"${{{name}.{attribute}}}"
        case {"Fn::Sub": str(template)}:
            return template
        case str():
            return value
    return json.dumps(value)


def references(value: Any) -> Iterator[str]:
    """The names that a value refers to."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "Ref":
                yield inner
            elif key == "Fn::GetAtt":
                yield inner[0]
            elif key == "Fn::Sub":
                yield from (name.split(".")[0] for name in re.findall(r"\$\{([^!}]+)\}", inner))
            else:
                yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def variables() -> dict[str, set[str]]:
    """The variables that each function of functions/lambda asks for, through the functions of its library. What is no
    function, because it asks Lambda for nothing, is left out."""
    source = (ROOT / "functions/lambda/src/lib.rs").read_text().split("#[cfg(test)]")[0]
    bodies = dict(re.findall(r"^(?:pub )?fn (\w+)\(.*?\{$\n(.*?)^\}$", source, re.M | re.S))

    def asked(body: str, seen: frozenset[str]) -> set[str]:
        names = set(re.findall(r'needed\("(\w+)"\)', body))
        for called in set(re.findall(r"\b(\w+)\(", body)) & bodies.keys() - seen:
            names |= asked(bodies[called], seen | {called})
        return names

    programs = {}
    for program in sorted((ROOT / "functions/lambda/src/bin").glob("*.rs")):
        if "lambda_http" not in program.read_text():
            continue
        called = set(re.findall(r"lambda::(\w+)", program.read_text()))
        programs[program.stem] = set().union(*(asked(bodies[name], frozenset({name})) for name in called & bodies.keys()))
    # Lambda itself sets these.
    return {program: {name for name in names if not name.startswith("LAMBDA_")} for program, names in programs.items()}


def word(file: str, name: str) -> str:
    """A word that items of the table have, as the code spells it."""
    return re.search(rf'const {name}: &str = "(\w+)"', (ROOT / f"functions/dynamo/src/{file}.rs").read_text())[1]


def read() -> Stack:
    """The stack as it stands in the repository."""
    return Stack(
        templates={path.stem: yaml.load(path.read_text(), Loader) for path in sorted((ROOT / "infra").glob("*.yaml"))},
        calls=json.loads((HERE / "calls.json").read_text()),
        table=json.loads((HERE / "table.json").read_text()),
        variables=variables(),
        notes=(ROOT / "functions/post/src/note.rs").read_text(),
        due=word("item", "DUE"),
        letter=word("reports", "LETTER"),
        help=word("feedback", "HELP"),
        wildcards=json.loads((HERE / "wildcards.json").read_text()),
    )
