import type { AllowedSubject } from "@watertight/core/access";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { grantJson, requestJson, subjectJson } from "../rbac-json.ts";
import type { WhoCanAnswer } from "./answer.ts";
import type { Groups } from "./groups.ts";

/** `access who-can -o json`. */
export function whoCanJson({ request, allowed, nodes, premises, groups }: WhoCanAnswer): string {
  const subjects = allowed.map((each) => allowedJson(each, groups));
  const answer = { request: requestJson(request), subjects, nodes, assumptions: premises };
  return `${stringifyJson(answer)}\n`;
}

function allowedJson({ subject, grants }: AllowedSubject, groups: Groups | undefined): JsonObject {
  return {
    ...subjectJson(subject),
    grants: grants.map(grantJson),
    ...(groups && subject.kind === "Group" ? { members: groups.membersOf(subject.name) } : {}),
  };
}
