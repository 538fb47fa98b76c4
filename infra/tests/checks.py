# SPDX-License-Identifier: EUPL-1.2
"""What must hold of the templates: one function a rule, all of them in `CHECKS`. A rule gives what is wrong."""

from __future__ import annotations

import json
import re
from typing import Any

from stack import PSEUDO, Stack, listed, references, text

LOGGED = {
    "requestTime", "requestId", "httpMethod", "routeKey", "status", "responseLength", "responseLatency",
    "integrationLatency", "integrationStatus", "error.responseType",
}  # fmt: skip
"""What of a request may be logged: nothing that says who asked, or for what."""

SECRETS = {"SERVER_KEY", "PROXY_SECRET", "SMTP_URL"}
SECRET = re.compile(r"^\{\{resolve:secretsmanager:\$\{SecretName\}:SecretString:(\w+)::\$\{SecretVersion\}\}\}$")
HOST_GIVES_UP = 26
"""Seconds after which the site's host answers for a function that is silent."""


def every_reference_resolves(stack: Stack) -> list[str]:
    found = []
    for name, template in stack.templates.items():
        known = set(template["Resources"]) | set(template.get("Parameters", {}))
        used = set(references(template["Resources"])) | set(references(template.get("Outputs", {})))
        found += [f"{name}: `{lost}` is nowhere" for lost in sorted(used - known - PSEUDO)]
        found += [f"{name}: nobody uses the parameter `{idle}`" for idle in sorted(set(template.get("Parameters", {})) - used)]
    for name, one in stack.of("AWS::CloudFormation::Stack").items():
        wanted = stack.templates[one["TemplateURL"].removesuffix(".yaml")]["Parameters"]
        if set(one["Parameters"]) != set(wanted):
            found.append(f"{name}: its parameters are not those of {one['TemplateURL']}")
    return found


def parameters_are_explained(stack: Stack) -> list[str]:
    explained = ((name, key, one) for name, template in stack.templates.items() for key, one in template.get("Parameters", {}).items())
    return [f"{name}: `{key}` has no description" for name, key, one in explained if len(one.get("Description", "")) < 10]


def no_action_is_a_wildcard(stack: Stack) -> list[str]:
    found = []
    for who, statement in stack.policies():
        if statement["Effect"] == "Allow":
            found += [f"{who}: `{action}`" for action in listed(statement.get("Action", "*")) if "*" in action or "?" in action]
            found += [f"{who}: {word}" for word in ("NotAction", "NotResource") if word in statement]
    return found


def resources_with_a_wildcard_are_reviewed(stack: Stack) -> list[str]:
    wide = {
        f"{who} {action} {text(resource)}"
        for who, statement in stack.policies()
        if statement["Effect"] == "Allow"
        for resource in listed(statement.get("Resource", "*"))
        if "*" in text(resource)
        for action in listed(statement["Action"])
    }
    new, stale = sorted(wide - set(stack.wildcards)), sorted(set(stack.wildcards) - wide)
    unexplained = sorted(name for name, reason in stack.wildcards.items() if len(reason) < 20)
    return [f"not reviewed: {one}" for one in new] + [f"reviewed and gone: {one}" for one in stale] + [f"no reason: {one}" for one in unexplained]


def each_function_has_its_own_role(stack: Stack) -> list[str]:
    found = []
    roles = [text(one.get("Role", "none")) for one in stack.functions().values()]
    found += [f"`{role}` has more than one function" for role in sorted(set(roles)) if roles.count(role) > 1]
    for name, one in stack.functions().items():
        if text(one.get("Role", "none")) != f"${{{name}Role.Arn}}":
            found.append(f"{name} has not the role {name}Role")
    for name, role in stack.of("AWS::IAM::Role").items():
        trusted = [statement["Principal"] for statement in role["AssumeRolePolicyDocument"]["Statement"]]
        if len(trusted) != 1 or set(trusted[0]) != {"Service"} or not isinstance(trusted[0]["Service"], str):
            found.append(f"{name} trusts somebody else than one service")
        found += [f"{name}: {word}" for word in ("ManagedPolicyArns", "PermissionsBoundary") if word in role]
    found += [f"{name} has policies of SAM's" for name, one in stack.functions().items() if "Policies" in one]
    return found


def roles_allow_what_the_code_asks(stack: Stack) -> list[str]:
    found = []
    for name in stack.functions():
        allowed = set()
        for who, statement in stack.policies():
            if who != f"{name}Role" or statement["Effect"] != "Allow":
                continue
            for resource in map(text, listed(statement["Resource"])):
                kept = resource.removeprefix("${Table.Arn}").removeprefix("/") or "table"
                if resource.startswith("${Table.Arn}") and not kept.startswith("stream/"):
                    allowed |= {f"{action} {kept}" for action in listed(statement["Action"])}
        asked = set(stack.calls.get(name, []))
        found += [f"{name} may do what it never does: {one}" for one in sorted(allowed - asked)]
        found += [f"{name} may not do what it does: {one}" for one in sorted(asked - allowed)]
    return found


def nobody_on_the_net_makes_office_keys(stack: Stack) -> list[str]:
    found = []
    for name, one in stack.functions().items():
        if not any(event["Type"] == "HttpApi" for event in one["Events"].values()):
            continue
        writes = {call.split()[0] for call in stack.calls.get(name, []) if re.search(r":(Put|Update|Delete)", call)}
        denied = [
            set(listed(statement["Action"]))
            for who, statement in stack.policies()
            if who == f"{name}Role" and statement["Effect"] == "Deny" and statement.get("Condition") == {"ForAnyValue:StringEquals": {"dynamodb:LeadingKeys": ["K"]}}
        ]
        if not any(writes <= actions for actions in denied):
            found.append(f"{name} may write keys of offices")
    return found


def environments_are_what_the_code_reads(stack: Stack) -> list[str]:
    found = [f"there is no function for the program `{program}`" for program in stack.variables if program.capitalize() not in stack.functions()]
    for name, one in stack.functions().items():
        given, read = set(one["Environment"]["Variables"]), stack.variables.get(name.lower(), set())
        found += [f"{name}: nobody reads `{variable}`" for variable in sorted(given - read)]
        found += [f"{name} is not given `{variable}`" for variable in sorted(read - given)]
    return found


def secrets_are_references_to_one_version(stack: Stack) -> list[str]:
    found = []
    for name, one in stack.functions().items():
        for variable, value in one["Environment"]["Variables"].items():
            known = SECRET.match(text(value))
            if variable in SECRETS and (not known or known[1] != variable):
                found.append(f"{name}: `{variable}` stands in the template")
            if variable not in SECRETS and known:
                found.append(f"{name}: `{variable}` is no secret that is known here")
    return found


def the_table_is_the_one_of_the_code(stack: Stack) -> list[str]:
    one = stack.of("AWS::DynamoDB::Table")["Table"]
    found = [f"`{key}` is not as the code makes it" for key in stack.table if key != "AttributeDefinitions" and one.get(key) != stack.table[key]]
    if sorted(one["AttributeDefinitions"], key=lambda known: known["AttributeName"]) != stack.table["AttributeDefinitions"]:
        found.append("`AttributeDefinitions` is not as the code makes it")
    return found


def what_is_kept_cannot_get_lost(stack: Stack) -> list[str]:
    table = stack.main["Table"]
    kept = table["Properties"]
    found = [f"{name} goes with the stack" for name in ("Table", "Photos") if (stack.main[name].get("DeletionPolicy"), stack.main[name].get("UpdateReplacePolicy")) != ("Retain", "Retain")]
    if kept.get("DeletionProtectionEnabled") is not True:
        found.append("the table can be deleted")
    if kept.get("PointInTimeRecoverySpecification", {}).get("PointInTimeRecoveryEnabled") is not True:
        found.append("the table has no backups")
    return found


def costs_are_bounded(stack: Stack) -> list[str]:
    found = []
    bounds = stack.main["Table"]["Properties"].get("OnDemandThroughput", {})
    found += [f"the table has no `{word}`" for word in ("MaxReadRequestUnits", "MaxWriteRequestUnits") if not 0 < bounds.get(word, -1) <= 10_000]
    for name, one in stack.of("AWS::Serverless::HttpApi").items():
        limits = one.get("DefaultRouteSettings", {})
        found += [f"{name} has no `{word}`" for word in ("ThrottlingRateLimit", "ThrottlingBurstLimit") if not 0 < limits.get(word, -1) <= 1000]
    if not stack.of("AWS::Budgets::Budget", "budget"):
        found.append("nobody is told what it costs")
    return found


def logs_are_kept_for_a_month(stack: Stack) -> list[str]:
    groups = stack.of("AWS::Logs::LogGroup")
    found = [f"{name} keeps logs for {one.get('RetentionInDays', 'ever')}" for name, one in groups.items() if one.get("RetentionInDays") != 30]
    for name, one in stack.functions().items():
        group = text(one.get("LoggingConfig", {}).get("LogGroup", "none"))
        if group != f"${{{name}Log}}" or f"{name}Log" not in groups:
            found.append(f"{name} has no log of its own")
        written = [text(kept) for who, statement in stack.policies() if who == f"{name}Role" and any("logs:" in action for action in listed(statement["Action"])) for kept in listed(statement["Resource"])]
        if written != [f"${{{name}Log.Arn}}"]:
            found.append(f"{name} may write into {written}")
    return found


def access_logs_name_nobody(stack: Stack) -> list[str]:
    found = []
    for name, one in stack.of("AWS::Serverless::HttpApi").items():
        settings = one.get("AccessLogSettings", {})
        fields = set(re.findall(r"\$context\.([A-Za-z.]+)", settings.get("Format", "")))
        found += [f"{name} logs `{field}`" for field in sorted(fields - LOGGED)]
        if not {"status", "requestId", "requestTime"} <= fields or text(settings.get("DestinationArn", "none")) != "${ApiLog.Arn}":
            found.append(f"{name} does not log what was asked of it")
    return found


def functions_run_as_they_are_built(stack: Stack) -> list[str]:
    usual = stack.templates["template"]["Globals"]["Function"]
    found = [] if (usual["Runtime"], usual["Architectures"], usual["Handler"]) == ("provided.al2023", ["arm64"], "bootstrap") else ["the functions run on something else"]
    for name, one in stack.functions().items():
        if one["CodeUri"] != f"../target/package/arm64/{name.lower()}.zip":
            found.append(f"{name} is not what `make package` makes")
        if any(event["Type"] == "HttpApi" for event in one["Events"].values()) and one["Timeout"] >= HOST_GIVES_UP:
            found.append(f"{name} works on when nobody waits for it")
    return found


def photos_are_private(stack: Stack) -> list[str]:
    found = []
    policies = {text(one["Bucket"]): one["PolicyDocument"]["Statement"] for one in stack.of("AWS::S3::BucketPolicy").values()}
    for name, one in stack.of("AWS::S3::Bucket").items():
        if one.get("PublicAccessBlockConfiguration") != dict.fromkeys(("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"), True):
            found.append(f"{name} may become public")
        if "BucketEncryption" not in one or "VersioningConfiguration" in one or not one.get("LifecycleConfiguration", {}).get("Rules"):
            found.append(f"{name} is not encrypted, or keeps what was deleted")
        statements = policies.get(f"${{{name}}}", [])
        if any(statement["Effect"] != "Deny" for statement in statements):
            found.append(f"{name} lets somebody in by its policy")
        if {"Bool": {"aws:SecureTransport": "false"}} not in [statement.get("Condition") for statement in statements]:
            found.append(f"{name} can be read without TLS")
    return found


def dead_letters_are_kept_and_closed(stack: Stack) -> list[str]:
    found = [f"{name} is not encrypted" for name, one in stack.of("AWS::SQS::Queue").items() if one.get("SqsManagedSseEnabled") is not True]
    for name, event in stack.functions()["Messaggi"]["Events"].items():
        if event["Type"] == "DynamoDB" and text(event["Properties"].get("DestinationConfig", {}).get("OnFailure", {}).get("Destination")) != "${DeadLetters.Arn}":
            found.append(f"{name} forgets what it could not do")
    return found


def messages_go_out_as_the_town_alone(stack: Stack) -> list[str]:
    sends = [(who, statement) for who, statement in stack.policies() if any(action.startswith("ses:") for action in listed(statement["Action"]))]
    found = [f"{who} may write as anybody" for who, statement in sends if statement.get("Condition") != {"StringEquals": {"ses:FromAddress": {"Ref": "Sender"}}}]
    found += [f"{name} has a key in the template" for name in stack.main if stack.main[name]["Type"] == "AWS::IAM::AccessKey"]
    found += [f"{name} lets messages go in clear" for name, one in stack.of("AWS::SES::ConfigurationSet").items() if one.get("DeliveryOptions", {}).get("TlsPolicy") != "REQUIRE"]
    return found or ([] if sends else ["nobody may send"])


def schedules_can_be_read(stack: Stack) -> list[str]:
    events = [event for one in stack.functions().values() for event in one["Events"].values() if event["Type"].startswith("Schedule")]
    rates = [event["Properties"].get("ScheduleExpression", "") for event in events]
    found = [f"`{rate}` is no rate" for rate in rates if not re.fullmatch(r"rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\)", rate)]
    return found or ([] if rates else ["nobody looks for messages that were left over"])


def somebody_is_told(stack: Stack) -> list[str]:
    alarms = stack.of("AWS::CloudWatch::Alarm", "alarms")
    found = [f"{name} tells nobody" for name, one in alarms.items() if one.get("AlarmActions") != [{"Ref": "Alarms"}]]
    watched = {(one["MetricName"], text(one["Dimensions"][0]["Value"]) if one.get("Dimensions") else "") for one in alarms.values()}
    wanted = {(metric, f"${{{name}}}") for name in stack.functions() for metric in ("Errors", "Throttles")}
    wanted |= {("IteratorAge", "${Messaggi}"), ("Invocations", "${Messaggi}"), ("ApproximateNumberOfMessagesVisible", "${DeadLetters}"), ("5xx", "${Api}")}
    wanted |= {("ReadThrottleEvents", "${Table}"), ("WriteThrottleEvents", "${Table}"), ("MessagesWaiting", "")}
    return found + [f"no alarm for {' of '.join(one)}" for one in sorted(wanted - watched)]


def alarms_look_for_what_is_written(stack: Stack) -> list[str]:
    words = [word for one in stack.of("AWS::Logs::MetricFilter", "alarms").values() for word in re.findall(r'"([^"]+)"', one["FilterPattern"])]
    return [f"nobody writes `{word}`" for word in words if word not in stack.notes] or ([] if words else ["no line is looked for"])


def matches(pattern: Any, event: Any) -> bool:
    """Whether an event fits a pattern of Lambda's event filtering: values, and `exists`."""
    if isinstance(pattern, dict):
        return all(matches(inner, event.get(key) if isinstance(event, dict) else None) for key, inner in pattern.items())
    return any((event is not None) == one["exists"] if isinstance(one, dict) else event == one for one in pattern)


def only_what_is_due_wakes_the_outbox(stack: Stack) -> list[str]:
    streams = [event["Properties"] for event in stack.functions()["Messaggi"]["Events"].values() if event["Type"] == "DynamoDB"]
    patterns = [json.loads(one["Pattern"]) for stream in streams for one in stream.get("FilterCriteria", {}).get("Filters", [])]
    due, held = {"w": {"S": stack.due}, "k": {"S": "booked"}}, {"k": {"S": "held"}}
    cases = [
        ("a booking that is confirmed", {"OldImage": held, "NewImage": due}, True),
        ("a booking that is moved", {"NewImage": due}, True),
        ("a message that is claimed", {"OldImage": due, "NewImage": due}, False),
        ("a message that is sent", {"OldImage": due, "NewImage": {"k": {"S": "booked"}}}, False),
        ("a place that is held", {"NewImage": held}, False),
        ("a letter about a report", {"NewImage": {"w": {"S": stack.letter}}}, True),
        ("a request for help", {"NewImage": {"w": {"S": stack.help}}}, True),
        ("a report that is to be erased one day", {"NewImage": {"w": {"S": "erase"}}}, False),
        ("a booking that is deleted", {"OldImage": due}, False),
    ]
    return [f"{name}: {'asleep' if wakes else 'woken'}" for name, images, wakes in cases if any(matches(one, {"dynamodb": images}) for one in patterns) != wakes]


CHECKS = [
    every_reference_resolves, parameters_are_explained, no_action_is_a_wildcard, resources_with_a_wildcard_are_reviewed,
    each_function_has_its_own_role, roles_allow_what_the_code_asks, nobody_on_the_net_makes_office_keys,
    environments_are_what_the_code_reads, secrets_are_references_to_one_version, the_table_is_the_one_of_the_code,
    what_is_kept_cannot_get_lost, costs_are_bounded, logs_are_kept_for_a_month, access_logs_name_nobody,
    functions_run_as_they_are_built, photos_are_private, dead_letters_are_kept_and_closed,
    messages_go_out_as_the_town_alone, schedules_can_be_read, somebody_is_told, alarms_look_for_what_is_written,
    only_what_is_due_wakes_the_outbox,
]  # fmt: skip
"""All rules; `checks_test.py` breaks each of them."""
