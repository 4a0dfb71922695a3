import { type AccessUser, authenticatedUser } from "@watertight/core/access";
import { sanitize } from "@watertight/reports/text";
import { questionLines } from "../../../batch.ts";
import type { Arguments, Run } from "../../../command.ts";
import { EXIT_STATUS } from "../../../exit-status.ts";
import { UsageError } from "../../../usage-error.ts";
import { questionOf } from "../question.ts";
import { readAccess } from "../reading.ts";
import { canIBatch } from "./batch.ts";
import { canIJson } from "./json.ts";
import { canIText } from "./text.ts";

const VERB = "access can-i";

/** `access can-i`: one question, or SubjectAccessReviews of a file. */
export const run: Run = async (args, context) => {
  const batch = args.value("batch");
  if (batch !== undefined) {
    const { incomplete, ...cluster } = await readAccess(args, context, args.operands);
    const streams = { lines: questionLines(batch, context), write: context.stdout.write };
    const status = await canIBatch(streams, cluster, args.flag("explain"));
    return incomplete ? EXIT_STATUS.incomplete : status;
  }
  const user = userOf(args);
  const { snapshot, authorizer, incomplete } = await readAccess(args, context);
  const { request, remarks } = questionOf(args, VERB, snapshot);
  if (!args.flag("quiet")) {
    for (const remark of remarks) context.stderr.write(`${sanitize(remark)}\n`);
  }
  const verdict = authorizer.explain(user, request);
  const answered = { user, request, verdict, incomplete };
  context.stdout.write(
    args.value("output") === "json"
      ? canIJson(answered, snapshot)
      : canIText(answered, snapshot, args.flag("explain")),
  );
  // What was read and allows it, allows it whatever was not read.
  if (verdict.verdict === "yes") return EXIT_STATUS.clean;
  return incomplete || verdict.verdict === "unknown"
    ? EXIT_STATUS.incomplete
    : EXIT_STATUS.findings;
};

function userOf(args: Arguments): AccessUser {
  const name = args.value("as");
  const groups = args.values("as-group");
  if (name === undefined && groups.length === 0) {
    throw new UsageError("Say who asks: --as USER, or --as-group GROUP.", { verb: VERB });
  }
  return name === undefined ? { name: "", groups } : authenticatedUser(name, groups);
}
