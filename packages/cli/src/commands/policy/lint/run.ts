import {
  lintPolicies,
  minorOf,
  type PolicyRemark,
  readPolicies,
  surroundingsOf,
} from "@watertight/cel/policies";
import { headingOf } from "@watertight/core/findings";
import {
  formatFieldPath,
  isKubernetesObject,
  type JsonObject,
  referenceOf,
  stringifyJson,
} from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { documentHead, placeJson } from "@watertight/reports/json";
import { counted, positionIn, sanitize } from "@watertight/reports/text";
import type { Run } from "../../../command.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, ended, endedIncomplete } from "../../../ending.ts";
import { readCluster } from "../../../reading.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";

/** `policy lint`: exit status 1 where anything is found. */
export const run: Run = async (args, context) => {
  const read = await readCluster(args, context);
  const { cluster, gap } = read;
  const { snapshot } = cluster;
  const minor = minorOf(snapshot);
  const policies = readPolicies(
    snapshot.objects.map(({ object }) => object),
    minor,
  );
  const { resources } = surroundingsOf(snapshot, cluster.access, false);
  const remarks = lintPolicies(policies, { resources: resources.values(), minor });
  const count = policies.mutating.length + policies.validating.length;
  writeAnswer(args, context.stdout, {
    json: () =>
      `${stringifyJson({
        ...documentHead(factsOf(read)),
        policies: count,
        remarks: remarks.map((remark) => remarkJson(remark, snapshot)),
      })}\n`,
    text: () =>
      `${[
        ...remarks.flatMap((remark) => linesOf(remark, snapshot)),
        `${count} ${count === 1 ? "policy" : "policies"}, ${counted(remarks.length, "remark")}.`,
      ]
        .map(sanitize)
        .join("\n")}\n`,
  });
  if (gap !== undefined) return endedIncomplete(gap);
  return remarks.length === 0
    ? CLEAN
    : ended(`${counted(remarks.length, "remark")} on the policies.`);
};

function placeOf({ object, path }: PolicyRemark) {
  return isKubernetesObject(object) ? { object: referenceOf(object), path } : undefined;
}

function remarkJson(remark: PolicyRemark, snapshot: Snapshot): JsonObject {
  const { rule, severity, message, at } = remark;
  const place = placeOf(remark);
  return {
    rule,
    severity,
    message,
    ...(place && placeJson(place, snapshot)),
    ...(at && { expression: { line: at.line, column: at.column } }),
  };
}

function linesOf(remark: PolicyRemark, snapshot: Snapshot): readonly string[] {
  const { severity, message, at, path } = remark;
  const place = placeOf(remark);
  const position = place && positionIn(snapshot, place);
  const where = at === undefined ? "" : ` (${at.line}:${at.column})`;
  return [
    `${severity}: ${place ? headingOf(place.object) : "policy"} ${formatFieldPath(path)}${where}: ${message}`,
    ...(position === undefined ? [] : [`  ${position}`]),
  ];
}
