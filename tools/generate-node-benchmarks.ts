/**
 * Writes packages/core/src/nodes/benchmarks/table.ts from kube-bench's `cfg` folder (Apache-2.0): which control of which benchmark asks
 * for what, by our topics. Ids, assessments and wanted values are taken over; words are not.
 *
 *     node --conditions=source --import tsx tools/generate-node-benchmarks.ts KUBE_BENCH/cfg COMMIT
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type JsonValue, listAt, objectAt, textAt } from "@watertight/core/kubernetes";
import { parseDocument } from "@watertight/manifests";
import { topicOf } from "./node-benchmarks/topics.ts";

const [folder = "", commit = ""] = process.argv.slice(2);
const PARTS = ["master", "etcd", "controlplane", "node", "policies", "managedservices"];

function rowsOf(benchmark: string): string {
  const rows = PARTS.flatMap((part) => {
    const file = join(folder, benchmark, `${part}.yaml`);
    const value = readYaml(file);
    return listAt(value, "groups")
      .flatMap((group) => listAt(group, "checks"))
      .map((check) => rowOf(check, part));
  });
  return [`# ${benchmark}`, ...new Set(rows)].join("\n");
}

function readYaml(file: string): JsonValue {
  try {
    // One file has a line of a quoted text that begins too far left; the other readers take it.
    const text = readFileSync(file, "utf8").replace(
      /^(\s*text: )"([^"\n]*)\n\s*([^"\n]*)"/gm,
      (_, key: string, first: string, second: string) => `${key}"${first} ${second}"`,
    );
    return parseDocument(text).values[0]?.value ?? null;
  } catch {
    return null;
  }
}

function rowOf(check: JsonValue, part: string): string {
  const id = wordOf(objectAt(check)["id"]);
  const written = textAt(check, "text").replace(/\s+/g, " ");
  const isManual = textAt(check, "type") === "manual" || /\(Manual\)/i.test(written);
  const values = listAt(check, "tests", "test_items").map((item) => {
    const { value } = objectAt(item, "compare");
    return `${textAt(item, "compare", "op")} ${wordOf(value)}`;
  });
  const topic = topicOf({ text: written.replace(/\([^)]*\)\s*$/, "").trim(), part, values, id });
  return `${id} ${isManual ? "m" : "a"} ${topic}`;
}

function wordOf(value: JsonValue | undefined): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
}

/** Long lists of cipher suites once, by number. */
const lists = new Map<string, string>();
function interned(row: string): string {
  return row.replace(/(-ciphers) (\S+)$/, (_, key: string, list: string) => {
    const name = lists.get(list) ?? `C${lists.size + 1}`;
    lists.set(list, name);
    return `${key} ${name}`;
  });
}

const benchmarks = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());
const rows = benchmarks.map((name) => rowsOf(name).split("\n").map(interned).join("\n"));
const suites = Array.from(lists, ([list, name]) => `= ${name} ${list}`);
const text = `// Written by tools/generate-node-benchmarks.ts; do not edit.
// Source: aquasecurity/kube-bench cfg/ at ${commit} (Apache-2.0): ids, assessments and wanted values; no text of any benchmark.

/**
 * \`= NAME LIST\` is a list of cipher suites without \`TLS_\`; a benchmark begins with \`# ID\`; a row is the control's id, \`a\` automated or \`m\`
 * manual, and what it asks for: \`mode FILE MODE\`, \`owner FILE OWNER\`, \`set SETTING [WHAT]\`, \`ask TOPIC\` or \`other\`.
 */
export const BENCHMARK_ROWS: string = \`
${[...suites, ...rows].join("\n")}
\`;
`;
writeFileSync(new URL("../packages/core/src/nodes/benchmarks/table.ts", import.meta.url), text);
const other = text.split("\n").filter((line) => / other$/.test(line));
process.stdout.write(`${text.length} characters, ${other.length} rows of no topic\n`);
