import { type MigratedRule, migratePolicies } from "@watertight/cel/migration";
import { headingOf } from "@watertight/core/findings";
import {
  isKubernetesObject,
  type JsonObject,
  type JsonValue,
  referenceOf,
  stringifyJson,
} from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { parseDocument } from "@watertight/manifests";
import { documentHead, placeJson } from "@watertight/reports/json";
import { counted, sanitize, yamlOf } from "@watertight/reports/text";
import type { Run } from "../../../command.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, ended, endedIncomplete } from "../../../ending.ts";
import { readCluster } from "../../../reading.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";

/** `policy migrate`: exit status 1 where a rule is refused, with the reason on standard error. */
export const run: Run = async (args, context) => {
  const read = await readCluster(args, context);
  const { snapshot } = read.cluster;
  const rules = migratePolicies(
    snapshot.objects.map(({ object }) => object),
    readYaml,
  );
  if (rules.length === 0 && read.gap === undefined) {
    throw new UsageError(
      "The input holds no ClusterPolicy or Policy of Kyverno, no constraint of Gatekeeper and no PodSecurityPolicy.",
      { verb: "policy migrate" },
    );
  }
  const refused = rules.filter((rule) => rule.refused.length > 0);
  writeAnswer(args, context.stdout, {
    json: () =>
      `${stringifyJson({
        ...documentHead(factsOf(read)),
        summary: { rules: rules.length, refused: refused.length },
        rules: rules.map((rule) => ruleJson(rule, snapshot)),
      })}\n`,
    text: () => rules.map(textOf).join(""),
  });
  for (const rule of refused) {
    for (const reason of rule.refused) {
      context.stderr.write(`${sanitize(`refused: ${nameOf(rule)}: ${reason}`)}\n`);
    }
  }
  if (read.gap !== undefined) return endedIncomplete(read.gap);
  return refused.length === 0
    ? CLEAN
    : ended(`${counted(refused.length, "rule")} of ${rules.length} could not be written in CEL.`);
};

/** The value of a text that is one document of YAML. */
function readYaml(text: string): JsonValue | undefined {
  const { values, problems } = parseDocument(text);
  return problems.length > 0 || values.length !== 1 ? undefined : values[0]?.value;
}

function nameOf({ source, rule }: MigratedRule): string {
  const heading = isKubernetesObject(source) ? headingOf(referenceOf(source)) : "policy";
  return rule === "" ? heading : `${heading}, rule ${rule}`;
}

/** The objects with what is to be known of them in comments, one line each. */
function textOf(rule: MigratedRule): string {
  const said = [
    `# from ${nameOf(rule)}`,
    ...rule.remarks.map((each) => `# remark: ${each}`),
    ...rule.refused.map((each) => `# refused: ${each}`),
  ].map((line) => `${sanitize(line)}\n`);
  const objects = rule.objects.map((each) => `---\n${yamlOf(each)}`);
  return [...said, ...objects].join("");
}

function ruleJson(rule: MigratedRule, snapshot: Snapshot): JsonObject {
  const { source, refused, remarks, objects } = rule;
  const place = isKubernetesObject(source)
    ? placeJson({ object: referenceOf(source), path: [] }, snapshot)
    : {};
  return {
    ...place,
    rule: rule.rule,
    refused: [...refused],
    remarks: [...remarks],
    objects: [...objects],
  };
}
