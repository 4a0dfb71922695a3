import type { AllowedSubject } from "@watertight/core/access";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { subjectJson } from "@watertight/reports/access";
import { type DocumentFacts, documentHead } from "@watertight/reports/json";
import { grantJson, requestJson } from "../rbac-json.ts";
import type { WhoCanAnswer } from "./answer.ts";
import type { Groups } from "./groups.ts";

/** `access who-can -o json`. */
export function whoCanJson(
  { request, allowed, nodes, premises, groups }: WhoCanAnswer,
  facts: DocumentFacts,
): string {
  const subjects = allowed.map((each) => allowedJson(each, groups));
  const head = documentHead({ ...facts, statements: premises });
  const answer = { ...head, request: requestJson(request), subjects, nodes };
  return `${stringifyJson(answer)}\n`;
}

function allowedJson({ subject, grants }: AllowedSubject, groups: Groups | undefined): JsonObject {
  return {
    ...subjectJson(subject),
    grants: grants.map(grantJson),
    ...(groups && subject.kind === "Group" ? { members: groups.membersOf(subject.name) } : {}),
  };
}
