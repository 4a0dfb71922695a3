import type { Check } from "@watertight/core/checks";
import { stringifyJson } from "@watertight/core/kubernetes";
import { HEAD_WITHOUT_INPUT, safeJson } from "@watertight/reports/json";

/** The catalogue for a program, one check a line. */
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
  const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n]`;
  return `${safeJson(HEAD_WITHOUT_INPUT).slice(0, -1)},\n"checks":${list}}\n`;
}
