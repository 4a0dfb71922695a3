import { diffAuditPolicies } from "@watertight/core/audit";
import { counted } from "@watertight/reports/text";
import type { Run } from "../../../../command.ts";
import { CLEAN, ended, endedIncomplete } from "../../../../ending.ts";
import { writeAnswer } from "../../../../terminal/wrap.ts";
import { UsageError } from "../../../../usage-error.ts";
import { readPolicyFile } from "../../policy-file.ts";
import { diffJson } from "../json.ts";
import { diffText } from "./text.ts";

const VERB = "audit policy diff";

/** `audit policy diff`. */
export const run: Run = async (args, context) => {
  const [old = "", fresh = ""] = args.operands;
  if (old === "-" && fresh === "-") {
    throw new UsageError("Standard input can be one of the two policies.", { verb: VERB });
  }
  const before = await readPolicyFile(old, context, VERB);
  const after = await readPolicyFile(fresh, context, VERB);
  const compared = { before, after, ...diffAuditPolicies(before.policy, after.policy) };
  const { changes, isComplete } = compared;
  const lost = changes.filter(({ change }) => change !== "more").length;
  const told =
    lost === 0 ? CLEAN : ended(`Of ${counted(lost, "kind")} of requests less is recorded.`);
  const ending = isComplete
    ? told
    : endedIncomplete("The policies have more rules than could be compared.");
  context.statusSoFar(ending.status);
  writeAnswer(args, context.stdout, {
    json: () => diffJson(compared),
    text: () => diffText(compared),
  });
  return ending;
};
