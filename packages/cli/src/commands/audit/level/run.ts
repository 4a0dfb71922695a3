import { type AuditPolicy, auditDecision } from "@watertight/core/audit";
import type { JsonObject } from "@watertight/core/kubernetes";
import { type Answer, answerLines, idOf, questionLines } from "../../../batch.ts";
import type { Run } from "../../../command.ts";
import { UsageError } from "../../../usage-error.ts";
import { readPolicyFile } from "../policy-file.ts";
import { auditRequestOf } from "../request-json.ts";

const VERB = "audit level";

/** `audit level`: the questions of a file, each by the attributes that the API server's policy is asked with. */
export const run: Run = async (args, context) => {
  const batch = args.value("batch");
  if (batch === undefined) {
    throw new UsageError(
      "Give the requests with --batch FILE; - is standard input. One request alone: watertight audit policy explain.",
      { verb: VERB },
    );
  }
  const [file = ""] = args.operands;
  if (batch === "-" && file === "-") {
    throw new UsageError("Standard input is either the policy or the requests.", { verb: VERB });
  }
  const { policy } = await readPolicyFile(file, context, VERB);
  const streams = { lines: questionLines(batch, context), write: context.stdout.write };
  return answerLines(streams, (question) => answerLevel(question, policy));
};

function answerLevel(question: JsonObject, policy: AuditPolicy): Answer {
  const request = auditRequestOf(question);
  if ("problem" in request) return request;
  const { level, omitStages, rule } = auditDecision(policy, request);
  return { json: { ...idOf(question), level, omitStages, rule: rule ?? null } };
}
