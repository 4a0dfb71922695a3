import type { Check } from "@watertight/core/checks";
import { SEVERITY_MEANINGS } from "@watertight/core/findings";
import { type Paint, paintSeverity } from "@watertight/reports/text";
import { stringify } from "yaml";
import { wrap } from "../../help.ts";

const WIDTH = 100;

/** What each standard is called. */
const STANDARDS = {
  "pss-baseline": "Pod Security Standards, baseline",
  "pss-restricted": "Pod Security Standards, restricted",
  "cis-1.12": "CIS Kubernetes Benchmark 1.12",
  "nsa-1.2": "NSA/CISA Kubernetes Hardening Guide 1.2",
  "mitre-attack": "MITRE ATT&CK",
  "ms-threat-matrix": "Microsoft Threat Matrix for Kubernetes",
  "nist-800-190": "NIST SP 800-190",
  "nist-800-53": "NIST SP 800-53",
} satisfies Record<Check["references"][number]["standard"], string>;

/** Everything about one check, for a person. */
export function explanationOf(check: Check, paint: Paint): string {
  const { id, title, severity, topic, description, remediation } = check;
  const heading = `${paint("bold", id)}  ${paintSeverity(severity, severity, paint)}  ${topic}`;
  const references = check.references.map(
    (reference) => `${STANDARDS[reference.standard]}: ${reference.id}`,
  );
  return [
    `${heading}\n${title}\n`,
    section("Severity", wrap(SEVERITY_MEANINGS[severity], WIDTH - 2), paint),
    section("Why", prose(description), paint),
    section("What to change", prose(remediation), paint),
    ...(references.length === 0 ? [] : [section("References", references, paint)]),
    ...aliasSection(check, paint),
    ...check.examples.violating.map((example) =>
      section(
        `Violating: ${titleOf(example)}`,
        [...manifestLines(example), ...example.violations.map((violation) => `# ${violation}`)],
        paint,
      ),
    ),
    ...check.examples.compliant.map((example) =>
      section(`Compliant: ${titleOf(example)}`, manifestLines(example), paint),
    ),
  ].join("\n");
}

function aliasSection({ aliases = [] }: Check, paint: Paint): string[] {
  if (aliases.length === 0) return [];
  return [section("Other names", wrap(aliases.join(", "), WIDTH - 2), paint)];
}

/** A part of an explanation: its title, and its lines below. */
export function section(title: string, lines: readonly string[], paint: Paint): string {
  const body = lines.map((line) => (line === "" ? "\n" : `  ${line}\n`));
  return `${paint("underline", title)}\n${body.join("")}`;
}

/** Markdown as it is, with paragraphs broken at the width; lists and code keep their lines. */
export function prose(markdown: string): string[] {
  return markdown
    .trim()
    .split("\n")
    .flatMap((line) => (/^\s/.test(line) ? [line] : wrap(line, WIDTH - 2)));
}

type Example = Check["examples"]["violating"][number] | Check["examples"]["compliant"][number];

function titleOf(example: Example): string {
  const whole = example.assumptions?.wholeCluster === true;
  return whole ? `${example.title} (the whole cluster)` : example.title;
}

/** The example as a manifest that can be applied or scanned. */
function manifestLines(example: Example): string[] {
  const documents =
    "pod" in example ? [podOf(example.pod), ...(example.objects ?? [])] : example.objects;
  const text = documents
    .map((document) => stringify(document, { lineWidth: 0, aliasDuplicateObjects: false }))
    .join("---\n");
  return [
    ...(text === "" ? [] : text.trimEnd().split("\n")),
    ...documentLines(example),
    ...configurationLines(example),
  ];
}

/** What is read beside the objects, each file under its name. */
function documentLines(example: Example): string[] {
  const documents = "documents" in example ? (example.documents ?? []) : [];
  return documents.flatMap(({ file, json }) => [
    `# ${file}`,
    ...JSON.stringify(json, null, 2).split("\n"),
  ]);
}

function configurationLines(example: Example): string[] {
  const configured = "configured" in example ? (example.configured ?? []) : [];
  if (configured.length === 0) return [];
  const text = stringify({ exceptions: configured }, { lineWidth: 0 });
  return ["---", "# in watertight.yaml:", ...text.trimEnd().split("\n")];
}

function podOf(pod: Extract<Example, { readonly pod: unknown }>["pod"]): object {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "example", ...pod.metadata },
    spec: pod.spec,
  };
}
