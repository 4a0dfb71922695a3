import type { JsonObject } from "@watertight/core/kubernetes";
import {
  type AuditCall,
  collectWrites,
  type Difference,
  type UpgradeOutcome,
  verifyUpgrade,
} from "@watertight/core/upgrade";
import { comparisonHead, documentHead, referenceJson, safeJson } from "@watertight/reports/json";
import { counted, sanitize } from "@watertight/reports/text";
import { eventsOf } from "../../../api-uses/sources.ts";
import type { Run } from "../../../command.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { type Reading, readClusters } from "../../../reading.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";
import { nameOfObject } from "../plan/words.ts";

/** `upgrade verify`: what became of a cluster. */
export const run: Run = async (args, context) => {
  const [before, after] = args.operands;
  if (before === undefined || after === undefined) {
    throw new UsageError("Give the cluster before and after.", { verb: "upgrade verify" });
  }
  const old = await readClusters(args, context, { paths: [before] });
  const now = await readClusters(args, context, { paths: [after] });
  const writes = collectWrites();
  const gap = await eventsOf(args.values("audit"), context, writes.take);
  const outcome = verifyUpgrade(old.snapshot, now.snapshot, writes.calls());
  writeAnswer(args, context.stdout, {
    json: () => outcomeJson(outcome, old, now),
    text: () => outcomeText(outcome),
  });
  return endingOf(outcome, old.gap ?? now.gap ?? gap);
};

function endingOf({ differences, offPlan }: UpgradeOutcome, gap: string | undefined): Ending {
  if (gap !== undefined) return endedIncomplete(gap);
  const count = differences.length + offPlan.length;
  return count === 0
    ? CLEAN
    : ended(`${counted(count, "thing")} ${count === 1 ? "is" : "are"} not as planned.`);
}

function outcomeJson(outcome: UpgradeOutcome, old: Reading, now: Reading): string {
  const head = comparisonHead(headOf(old), headOf(now));
  const document: JsonObject = {
    ...head,
    ...{ from: outcome.from, to: outcome.to },
    versions: outcome.versions.map((each) => ({ ...each })),
    differences: outcome.differences.map(differenceJson),
    offPlan: outcome.offPlan.map(callJson),
  };
  return `${safeJson(document)}\n`;
}

function headOf({ snapshot, gap }: Reading): JsonObject {
  return documentHead({ snapshot, incomplete: gap !== undefined });
}

function differenceJson({ kind, object, before, after, by }: Difference): JsonObject {
  return { kind, object: referenceJson(object), before, after, by: by.map(callJson) };
}

function callJson(call: AuditCall): JsonObject {
  return { ...call };
}

function outcomeText({ from, to, versions, differences, offPlan }: UpgradeOutcome): string {
  const lines = [
    `From ${from} to ${to}.`,
    ...differences.map(({ kind, object, before, after, by }) => {
      const change = [before ?? "absent", after ?? "absent"].join(" → ");
      const who = by.map(({ caller, verb }) => `${verb} by ${caller}`).join(", ");
      return `  - ${kind}: ${nameOfObject(object)}: ${change}${who === "" ? "" : ` (${who})`}`;
    }),
    ...offPlan.map(
      ({ caller, userAgent, verb, object, subresource, requests }) =>
        `  - off plan: ${caller} ${verb} ${object}${subresource === "" ? "" : `/${subresource}`}${requests === 1 ? "" : ` ${requests} times`}${userAgent === "" ? "" : ` (${userAgent})`}`,
    ),
    ...versions.map(
      (each) => `  ${each.count} × ${each.component} ${each.from} → ${each.to || "not there"}`,
    ),
    `${counted(differences.length, "difference")}, ${counted(offPlan.length, "write")} off the plan.`,
  ];
  return `${lines.map(sanitize).join("\n")}\n`;
}
