import type { Check } from "@watertight/core/checks";
import { stringifyJson } from "@watertight/core/kubernetes";

/** The catalogue for a program: a JSON array with one check a line. */
export function catalogueJson(checks: readonly Check[]): string {
  const lines = checks.map((check) =>
    stringifyJson({
      id: check.id,
      title: check.title,
      topic: check.topic,
      severity: check.severity,
      description: check.description,
      remediation: check.remediation,
      references: check.references.map(({ standard, id }) => ({ standard, id })),
      aliases: check.aliases ?? [],
    }),
  );
  return lines.length === 0 ? "[]\n" : `[\n${lines.join(",\n")}\n]\n`;
}
