import { abacGrants, countAbacPolicies, effectiveRights } from "@watertight/core/access";
import type { Run } from "../../../command.ts";
import { EXIT_STATUS } from "../../../exit-status.ts";
import { pathsOf, readAccessOf } from "../reading.ts";
import { subjectOf } from "../subject.ts";
import { reportRights } from "./text.ts";

/** `access rights`: all that one subject may do. */
export const run: Run = async (args, context) => {
  const { subject, user } = subjectOf(args, "access rights");
  const { snapshot, authorizer, incomplete } = await readAccessOf(
    pathsOf(args, args.operands),
    args,
    context,
  );
  const isWhole = snapshot.assumptions.wholeCluster.value;
  const rights = effectiveRights(authorizer, user, isWhole);
  const answer = {
    subject,
    user,
    rights,
    abac: { policies: countAbacPolicies(snapshot), grants: abacGrants(snapshot, user) },
    premises: authorizer.premises(
      authorizer
        .grantsOf(user)
        .map(({ binding }) => binding)
        .filter((binding, index, all) => all.indexOf(binding) === index),
    ),
    namespace: args.value("namespace"),
    explain: args.flag("explain"),
  };
  const format = args.value("output") === "json" ? "json" : "text";
  context.stdout.write(reportRights(answer, snapshot, authorizer, format));
  return incomplete ? EXIT_STATUS.incomplete : EXIT_STATUS.clean;
};
