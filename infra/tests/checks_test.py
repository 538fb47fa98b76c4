# SPDX-License-Identifier: EUPL-1.2
"""The templates keep every rule, and each rule notices what breaks it."""

from __future__ import annotations

import unittest
from typing import Any, Callable

import checks
import stack as stacks
import yaml
from stack import Stack

STACK = stacks.read()


def props(stack: Stack, name: str, template: str = "template") -> dict[str, Any]:
    return stack.templates[template]["Resources"][name]["Properties"]


def statement(stack: Stack, who: str, sid: str) -> dict[str, Any]:
    return next(one for name, one in stack.policies() if name == who and one["Sid"] == sid)


def event(stack: Stack, function: str, name: str) -> dict[str, Any]:
    return props(stack, function)["Events"][name]["Properties"]


def variables(stack: Stack, function: str) -> dict[str, Any]:
    return props(stack, function)["Environment"]["Variables"]


BROKEN: list[tuple[Callable[[Stack], list[str]], str, Callable[[Stack], Any]]] = [
    (checks.every_reference_resolves, "a stream of a table that is not there", lambda it: event(it, "Messaggi", "Written").update(Stream={"Fn::GetAtt": ["Tabel", "StreamArn"]})),
    (checks.every_reference_resolves, "a parameter of nobody", lambda it: it.templates["template"]["Parameters"].update(Idle={"Type": "String", "Description": "Nessuno la usa."})),
    (checks.every_reference_resolves, "an alarm without its table", lambda it: props(it, "Alarms")["Parameters"].pop("Table")),
    (checks.parameters_are_explained, "a parameter without words", lambda it: it.templates["template"]["Parameters"]["Sender"].pop("Description")),
    (checks.no_action_is_a_wildcard, "all of DynamoDB", lambda it: statement(it, "PrenotazioniRole", "Table").update(Action=["dynamodb:*"])),
    (checks.no_action_is_a_wildcard, "all reads", lambda it: statement(it, "MessaggiRole", "Table").update(Action="dynamodb:Get*")),
    (checks.no_action_is_a_wildcard, "all but one", lambda it: statement(it, "MessaggiRole", "Table").update(NotAction="iam:PassRole")),
    (checks.resources_with_a_wildcard_are_reviewed, "any queue", lambda it: statement(it, "MessaggiRole", "DeadLetters").update(Resource="*")),
    (checks.resources_with_a_wildcard_are_reviewed, "a review that is over", lambda it: it.wildcards.update({"MessaggiRole sqs:SendMessage *": "for a queue that was once there"})),
    (checks.resources_with_a_wildcard_are_reviewed, "a review without a reason", lambda it: it.wildcards.update(dict.fromkeys(it.wildcards, "ok"))),
    (checks.each_function_has_its_own_role, "one role for two", lambda it: props(it, "Messaggi").update(Role=props(it, "Prenotazioni")["Role"])),
    (checks.each_function_has_its_own_role, "a role for any account", lambda it: props(it, "SweepRole")["AssumeRolePolicyDocument"]["Statement"][0].update(Principal={"AWS": "*"})),
    (checks.each_function_has_its_own_role, "a managed policy", lambda it: props(it, "MessaggiRole").update(ManagedPolicyArns=["arn:aws:iam::aws:policy/AdministratorAccess"])),
    (checks.roles_allow_what_the_code_asks, "one action too many", lambda it: statement(it, "PrenotazioniRole", "Table")["Action"].append("dynamodb:Scan")),
    (checks.roles_allow_what_the_code_asks, "one action too few", lambda it: statement(it, "PrenotazioniRole", "Table")["Action"].remove("dynamodb:PutItem")),
    (checks.roles_allow_what_the_code_asks, "another index", lambda it: statement(it, "PrenotazioniRole", "Codes").update(Resource={"Fn::Sub": "${Table.Arn}/index/by-due"})),
    (checks.nobody_on_the_net_makes_office_keys, "keys of offices by a function", lambda it: statement(it, "PrenotazioniRole", "NoOfficeKeys").pop("Condition")),
    (checks.environments_are_what_the_code_reads, "a variable that nobody reads", lambda it: variables(it, "Prenotazioni").update(DEBUG="1")),
    (checks.environments_are_what_the_code_reads, "a variable that is missing", lambda it: variables(it, "Messaggi").pop("SMTP_URL")),
    (checks.environments_are_what_the_code_reads, "a program without a function", lambda it: it.variables.update(altro=set())),
    (checks.secrets_are_references_to_one_version, "a secret in the template", lambda it: variables(it, "Messaggi").update(SMTP_URL="smtps://user:password@posta.example")),
    (checks.secrets_are_references_to_one_version, "whichever version there is", lambda it: variables(it, "Messaggi").update(SMTP_URL={"Fn::Sub": "{{resolve:secretsmanager:${SecretName}:SecretString:SMTP_URL}}"})),
    (checks.the_table_is_the_one_of_the_code, "another index", lambda it: props(it, "Table")["GlobalSecondaryIndexes"].pop()),
    (checks.the_table_is_the_one_of_the_code, "another time to live", lambda it: props(it, "Table")["TimeToLiveSpecification"].update(AttributeName="ttl")),
    (checks.the_table_is_the_one_of_the_code, "another kind of key", lambda it: props(it, "Table")["AttributeDefinitions"][4].update(AttributeType="S")),
    (checks.what_is_kept_cannot_get_lost, "a table that goes with the stack", lambda it: it.main["Table"].pop("DeletionPolicy")),
    (checks.what_is_kept_cannot_get_lost, "a table without backups", lambda it: props(it, "Table").pop("PointInTimeRecoverySpecification")),
    (checks.what_is_kept_cannot_get_lost, "a table that can be deleted", lambda it: props(it, "Table").update(DeletionProtectionEnabled=False)),
    (checks.costs_are_bounded, "an address without a limit", lambda it: props(it, "Api").pop("DefaultRouteSettings")),
    (checks.costs_are_bounded, "a table without a limit", lambda it: props(it, "Table").pop("OnDemandThroughput")),
    (checks.logs_are_kept_for_a_month, "logs for ever", lambda it: props(it, "MessaggiLog").pop("RetentionInDays")),
    (checks.logs_are_kept_for_a_month, "a function without its log", lambda it: props(it, "Prenotazioni").pop("LoggingConfig")),
    (checks.logs_are_kept_for_a_month, "a function that writes into another's log", lambda it: statement(it, "MessaggiRole", "Log").update(Resource={"Fn::GetAtt": ["ApiLog", "Arn"]})),
    (checks.access_logs_name_nobody, "the address of who asks", lambda it: props(it, "Api")["AccessLogSettings"].update(Format='{"ip":"$context.identity.sourceIp"}')),
    (checks.access_logs_name_nobody, "the path of a private link", lambda it: props(it, "Api")["AccessLogSettings"].update(Format=props(it, "Api")["AccessLogSettings"]["Format"] + "$context.path")),
    (checks.functions_run_as_they_are_built, "a runtime that is over", lambda it: it.templates["template"]["Globals"]["Function"].update(Runtime="provided.al2")),
    (checks.functions_run_as_they_are_built, "work that nobody waits for", lambda it: props(it, "Prenotazioni").update(Timeout=60)),
    (checks.photos_are_private, "a bucket that may become public", lambda it: props(it, "Photos")["PublicAccessBlockConfiguration"].update(RestrictPublicBuckets=False)),
    (checks.photos_are_private, "a bucket without TLS", lambda it: props(it, "PhotosPolicy")["PolicyDocument"]["Statement"].pop(0)),
    (checks.photos_are_private, "a bucket that keeps what was deleted", lambda it: props(it, "Photos").update(VersioningConfiguration={"Status": "Enabled"})),
    (checks.dead_letters_are_kept_and_closed, "no dead letters", lambda it: event(it, "Messaggi", "Written").pop("DestinationConfig")),
    (checks.dead_letters_are_kept_and_closed, "letters in clear", lambda it: props(it, "DeadLetters").pop("SqsManagedSseEnabled")),
    (checks.messages_go_out_as_the_town_alone, "as anybody", lambda it: statement(it, "MailUser", "Send").pop("Condition")),
    (checks.messages_go_out_as_the_town_alone, "in clear", lambda it: props(it, "MailSettings")["DeliveryOptions"].update(TlsPolicy="OPTIONAL")),
    (checks.messages_go_out_as_the_town_alone, "a key in the template", lambda it: it.main.update(MailKey={"Type": "AWS::IAM::AccessKey"})),
    (checks.schedules_can_be_read, "a rate that is none", lambda it: event(it, "Messaggi", "Sweep").update(ScheduleExpression="rate(5 minute)")),
    (checks.schedules_can_be_read, "no sweep", lambda it: props(it, "Messaggi")["Events"].pop("Sweep")),
    (checks.somebody_is_told, "an alarm that nobody hears", lambda it: props(it, "StreamAge", "alarms").pop("AlarmActions")),
    (checks.somebody_is_told, "an alarm that is gone", lambda it: it.templates["alarms"]["Resources"].pop("MessaggiThrottles")),
    (checks.alarms_look_for_what_is_written, "words that nobody writes", lambda it: props(it, "MessagesWaiting", "alarms").update(FilterPattern='"mail is broken"')),
    (checks.only_what_is_due_wakes_the_outbox, "every change wakes it", lambda it: event(it, "Messaggi", "Written").pop("FilterCriteria")),
    (checks.only_what_is_due_wakes_the_outbox, "its own claims wake it", lambda it: event(it, "Messaggi", "Written")["FilterCriteria"].update(Filters=[{"Pattern": '{"dynamodb": {"NewImage": {"w": {"S": ["due"]}}}}'}])),
]


class Rules(unittest.TestCase):
    def test_the_templates_keep_every_rule(self) -> None:
        for check in checks.CHECKS:
            with self.subTest(check.__name__):
                self.assertEqual(check(STACK), [])

    def test_each_rule_notices_what_breaks_it(self) -> None:
        for check, name, change in BROKEN:
            with self.subTest(f"{check.__name__}: {name}"):
                broken = STACK.copy()
                change(broken)
                self.assertNotEqual(check(broken), [])

    def test_no_rule_is_left_unbroken(self) -> None:
        self.assertEqual([check.__name__ for check in checks.CHECKS if check not in {check for check, *_ in BROKEN}], [])

    def test_aliases_are_refused(self) -> None:
        with self.assertRaises(yaml.YAMLError):
            yaml.load("one: &a 1\ntwo: *a", stacks.Loader)

    def test_what_programs_read_is_found(self) -> None:
        self.assertEqual(STACK.variables["messaggi"], {"TABLE", "PHOTOS_BUCKET", "SERVER_KEY", "SENDER", "SENDER_NAME", "SMTP_URL"})


if __name__ == "__main__":
    unittest.main()
