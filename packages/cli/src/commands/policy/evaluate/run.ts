import { admit, answerReview, isPolicyObject, requestFor } from "@watertight/cel/policies";
import { authenticatedUser } from "@watertight/core/access";
import { isJsonObject, type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { SnapshotObject } from "@watertight/core/snapshot";
import { documentHead } from "@watertight/reports/json";
import { counted, sanitize } from "@watertight/reports/text";
import { type Answer, answerLines, questionLines } from "../../../batch.ts";
import type { Arguments, Run } from "../../../command.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import type { Evaluated, EvaluatedObject } from "./evaluated.ts";
import { evaluationJson } from "./json.ts";
import { type ReadPolicies, readPolicyInput, sentencesOf } from "./read.ts";
import { evaluationText } from "./text.ts";

const VERB = "policy evaluate";

/** `policy evaluate`: the objects of the paths, or AdmissionReviews of a file. */
export const run: Run = async (args, context) => {
  const input = await readPolicyInput(args, context, VERB);
  const { gap } = input.read;
  const batch = args.value("batch");
  if (batch !== undefined) {
    const streams = { lines: questionLines(batch, context), write: context.stdout.write };
    const ending = await answerLines(streams, (review) => answered(review, input));
    return gap === undefined ? ending : endedIncomplete(gap);
  }
  if (!args.flag("quiet")) {
    for (const remark of remarksOn(input)) context.stderr.write(`${sanitize(remark)}\n`);
  }
  const evaluated = evaluateObjects(args, input);
  writeAnswer(args, context.stdout, {
    json: () =>
      `${stringifyJson({
        ...documentHead(factsOf(input.read, sentencesOf(input))),
        ...evaluationJson(evaluated, input.read.cluster.snapshot),
      })}\n`,
    text: () => evaluationText(evaluated, input),
  });
  return endingOf(evaluated, gap);
};

function evaluateObjects(
  args: Arguments,
  { read, policies, surroundings }: ReadPolicies,
): Evaluated {
  const given = args.value("operation");
  const operation = given === "UPDATE" || given === "DELETE" ? given : "CREATE";
  const user = userOf(args);
  const objects: EvaluatedObject[] = [];
  const unknown: SnapshotObject[] = [];
  for (const entry of read.cluster.snapshot.objects) {
    if (isPolicyObject(entry.object)) continue;
    const attributes = requestFor(entry.object, { operation, user }, surroundings.resources);
    if (attributes === undefined) unknown.push(entry);
    else objects.push({ entry, admission: admit(policies, attributes, surroundings) });
  }
  return { objects, unknown };
}

function userOf(args: Arguments) {
  const name = args.value("as") ?? "";
  const { groups } = authenticatedUser(name, args.values("as-group"));
  return { name, uid: "", groups, extra: {} };
}

function answered(review: JsonObject, { policies, surroundings }: ReadPolicies): Answer {
  surroundings.assumed.clear();
  const answer = answerReview(review, policies, surroundings);
  if (typeof answer === "string") return { problem: answer };
  const assumed = sentencesOf({ surroundings });
  const { request } = review;
  const isFull = isJsonObject(request);
  return {
    json: { ...answer, ...(isFull && assumed.length > 0 && { assumptions: assumed }) },
  };
}

/** Policies that nothing binds say nothing, and bindings without a policy neither. */
function remarksOn({ policies }: ReadPolicies): readonly string[] {
  const idle = [...policies.mutating, ...policies.validating].filter(
    ({ bindings }) => bindings.length === 0,
  );
  return [
    ...idle.map(
      ({ policy }) =>
        `Nothing binds ${textOfKind(policy.kind)} ${policy.name}: it is not evaluated; --unbound evaluates it.`,
    ),
    ...policies.unbound.map(
      ({ name, policyName }) =>
        `The binding ${name} names a policy ${policyName} that is not there.`,
    ),
  ];
}

function textOfKind(kind: "mutating" | "validating"): string {
  return kind === "mutating" ? "MutatingAdmissionPolicy" : "ValidatingAdmissionPolicy";
}

function endingOf({ objects, unknown }: Evaluated, gap: string | undefined): Ending {
  const denied = objects.filter(({ admission }) => !admission.allowed);
  if (gap !== undefined) return endedIncomplete(gap);
  if (denied.length > 0) {
    return ended(`${counted(denied.length, "object")} would be denied.`);
  }
  const [first] = unknown;
  return first === undefined
    ? CLEAN
    : endedIncomplete(
        `${counted(unknown.length, "object")} could not be evaluated: no CustomResourceDefinition of the input says what resource ${sanitize(first.object.kind)} is.`,
      );
}
