import {
  type AccessRole,
  type Authorizer,
  compactRules,
  uncoveredRules,
} from "@watertight/core/access";
import { stringifyJson } from "@watertight/core/kubernetes";
import { documentHead } from "@watertight/reports/json";
import { sanitize } from "@watertight/reports/text";
import { questionLines } from "../../../batch.ts";
import type { Run } from "../../../command.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, ended, endedIncomplete } from "../../../ending.ts";
import { UsageError } from "../../../usage-error.ts";
import { ruleJson } from "../rbac-json.ts";
import { readAccess } from "../reading.ts";
import { coversBatch } from "./batch.ts";

const VERB = { verb: "access covers" };

/** `access covers`: two roles, or the questions of a file. */
export const run: Run = async (args, context) => {
  const batch = args.value("batch");
  if (batch !== undefined) {
    return coversBatch({ lines: questionLines(batch, context), write: context.stdout.write });
  }
  const [ownerText, wantedText, ...paths] = args.operands;
  if (ownerText === undefined || wantedText === undefined) {
    throw new UsageError(
      "Give two roles, such as clusterrole/edit role/shop/deployer, or questions with --batch FILE.",
      VERB,
    );
  }
  const access = await readAccess([...paths, ...args.values("filename")], args, context);
  const { authorizer, gap } = access;
  const owner = roleOf(ownerText, authorizer);
  const wanted = roleOf(wantedText, authorizer);
  const uncovered = uncoveredRules(owner.rules, wanted.rules);
  const covered = uncovered.length === 0;
  if (args.value("output") === "json") {
    const head = documentHead(factsOf(access));
    const answer = { ...head, covered, uncovered: uncovered.map(ruleJson) };
    context.stdout.write(`${stringifyJson(answer)}\n`);
  } else {
    const missing = compactRules(uncovered).map((rule) => `  ${stringifyJson(ruleJson(rule))}`);
    const head = covered
      ? `${ownerText} covers ${wantedText}`
      : `${ownerText} does not cover ${wantedText}; it lacks:`;
    context.stdout.write(`${[head, ...missing].map(sanitize).join("\n")}\n`);
  }
  if (gap !== undefined) return endedIncomplete(gap);
  return covered ? CLEAN : ended(`${ownerText} does not cover ${wantedText}.`);
};

/** `clusterrole/NAME` or `role/NAMESPACE/NAME`. */
function roleOf(text: string, authorizer: Authorizer): AccessRole {
  const [kind = "", ...rest] = text.split("/");
  const isCluster = /^clusterroles?$/i.test(kind) && rest.length === 1;
  const isRole = /^roles?$/i.test(kind) && rest.length === 2;
  if (!isCluster && !isRole) {
    throw new UsageError(
      `"${text}" names no role; write clusterrole/NAME or role/NAMESPACE/NAME.`,
      VERB,
    );
  }
  const [namespace = "", name = ""] = isCluster ? ["", rest[0]] : rest;
  const role = authorizer.role(namespace, name);
  if (!role) throw new UsageError(`There is no ${text} in the input.`, VERB);
  return role;
}
