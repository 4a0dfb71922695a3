import type { Check } from "@watertight/core/checks";
import { stringifyJson } from "@watertight/core/kubernetes";
import type { Paint } from "../../terminal/color.ts";
import { paintSeverity } from "../../terminal/severity.ts";

/** Which checks to list; an empty list means all. */
export interface CatalogueFilter {
  readonly topics: readonly string[];
  readonly severities: readonly string[];
}

export function filterChecks(
  checks: readonly Check[],
  { topics, severities }: CatalogueFilter,
): Check[] {
  return checks.filter(
    ({ topic, severity }) =>
      (topics.length === 0 || topics.includes(topic)) &&
      (severities.length === 0 || severities.includes(severity)),
  );
}

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

/** The catalogue for a person: by topic, in the order of the catalogue. */
export function catalogueText(checks: readonly Check[], paint: Paint): string {
  const width = Math.max(0, ...checks.map(({ id }) => id.length));
  const topics = [...new Set(checks.map(({ topic }) => topic))];
  const parts = topics.map((topic) => {
    const lines = checks
      .filter((check) => check.topic === topic)
      .map(
        ({ id, severity, title }) =>
          `  ${id.padEnd(width)}  ${paintSeverity(severity, severity.padEnd(8), paint)}  ${title}\n`,
      );
    return `${paint("bold", topic)}\n${lines.join("")}`;
  });
  const count = checks.length === 1 ? "1 check" : `${checks.length} checks`;
  return [...parts, `${count}\n`].join("\n");
}
