import {
  type AuditRequest,
  type AuditTarget,
  auditDecision,
  userCalled,
} from "@watertight/core/audit";
import { apiResources, findResource } from "@watertight/core/kubernetes";
import type { Arguments, Run } from "../../../../command.ts";
import { CLEAN } from "../../../../ending.ts";
import { writeAnswer } from "../../../../terminal/wrap.ts";
import { UsageError } from "../../../../usage-error.ts";
import { readPolicyFile } from "../../policy-file.ts";
import { explainJson } from "../json.ts";
import { explainText } from "./text.ts";

const VERB = "audit policy explain";

/** `audit policy explain`: one request. */
export const run: Run = async (args, context) => {
  const file = args.operands.at(-1) ?? "";
  const { policy, placeOf } = await readPolicyFile(file, context, VERB);
  const request = requestAsked(args);
  const explained = { file, policy, request, decision: auditDecision(policy, request), placeOf };
  writeAnswer(args, context.stdout, {
    json: () => explainJson(explained),
    text: () => explainText(explained),
  });
  return CLEAN;
};

const STRANGER = "somebody@example.com";

function requestAsked(args: Arguments): AuditRequest {
  const [verb = "", what = "", ...rest] = args.operands.slice(0, -1);
  const groups = args.values("as-group");
  return {
    ...userCalled(userOf(args.value("as") ?? STRANGER), ...groups),
    verb,
    target: targetOf(what, rest[0] ?? "", args),
  };
}

function userOf(text: string): string {
  const [, namespace, name] = /^([^/:]+)\/([^/:]+)$/.exec(text) ?? [];
  return namespace === undefined ? text : `system:serviceaccount:${namespace}:${name ?? ""}`;
}

function targetOf(what: string, name: string, args: Arguments): AuditTarget {
  if (what.startsWith("/")) {
    if (name === "") return { path: what };
    throw new UsageError("A request for a URL has no name of an object.", { verb: VERB });
  }
  const [text = "", ...below] = what.split("/");
  const given = args.value("api-group");
  const known = findResource(
    text,
    apiResources().filter(({ group }) => given === undefined || group === given),
  );
  const [resource = "", ...group] = text.split(".");
  const full = known
    ? { group: known.group, resource: known.name }
    : { group: given ?? group.join("."), resource };
  // The server takes the name of a namespace as the request's namespace.
  const own = full.group === "" && full.resource === "namespaces" ? name : "";
  const namespace = args.value("namespace") || own;
  return { ...full, subresource: below.join("/"), namespace, name };
}
