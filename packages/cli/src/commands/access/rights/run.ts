import { abacGrants, countAbacPolicies, effectiveRights } from "@watertight/core/access";
import { showsAll } from "@watertight/core/snapshot";
import { sanitize } from "@watertight/reports/text";
import type { Run } from "../../../command.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, endedIncomplete } from "../../../ending.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { readAccessOf } from "../reading.ts";
import { subjectOf } from "../subject.ts";
import { remarkOnUnnamed } from "../unnamed.ts";
import { rightsJson } from "./json.ts";
import { rightsText } from "./text.ts";

/** `access rights`: all that one subject may do. */
export const run: Run = async (args, context) => {
  const { subject, user } = subjectOf(args, "access rights");
  const access = await readAccessOf(args.operands, args, context);
  const { snapshot, authorizer, gap } = access;
  const unnamed = remarkOnUnnamed(subject, args.values("as-group"), snapshot);
  if (unnamed !== undefined && !args.flag("quiet")) context.stderr.write(`${sanitize(unnamed)}\n`);
  const isWhole = showsAll(snapshot);
  const rights = effectiveRights(authorizer, user, isWhole);
  const answer = {
    subject,
    user,
    rights,
    abac: { policies: countAbacPolicies(snapshot), grants: abacGrants(snapshot, user) },
    premises: [
      ...authorizer.premises(
        authorizer
          .grantsOf(user)
          .map(({ binding }) => binding)
          .filter((binding, index, all) => all.indexOf(binding) === index),
      ),
      ...(unnamed === undefined ? [] : [unnamed]),
    ],
    namespace: args.value("namespace"),
    explain: args.flag("explain"),
  };
  writeAnswer(args, context.stdout, {
    json: () => rightsJson(answer, factsOf(access)),
    text: () => rightsText(answer, snapshot, authorizer),
  });
  return gap === undefined ? CLEAN : endedIncomplete(gap);
};
