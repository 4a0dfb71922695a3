import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The project's root folder. */
export const root: string = new URL("..", import.meta.url).pathname;
/** Real manifests; not everywhere. */
export const corpus: string = join(root, "../shared/corpus");
/** Whether upstream's reader can be built here. */
export const hasGo: boolean = spawnSync("go", ["version"]).status === 0;

/** What apimachinery's reader and sigs.k8s.io/yaml say of one document. */
export interface GoResult {
  readonly json?: unknown;
  readonly error?: string;
}

/** What upstream makes of every document of these files. */
export function askGo(paths: readonly string[]): readonly (readonly GoResult[])[] {
  const folder = mkdtempSync(join(tmpdir(), "go-reader-"));
  const program = join(folder, "reader");
  execFileSync("go", ["build", "-o", program, "."], { cwd: join(root, "conformance/go/yaml") });
  const output = execFileSync(program, { input: paths.join("\n"), maxBuffer: 2 ** 30 });
  rmSync(folder, { recursive: true });
  const lines = output.toString("utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(markIntegers(line)) as readonly GoResult[]);
}

/** Integers that a double cannot hold become `{"$int": "…"}`. */
function markIntegers(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,21}(?![\d.eE])/g, (found) =>
    found.startsWith('"') || Number.isSafeInteger(Number(found)) ? found : `{"$int":"${found}"}`,
  );
}

/** A value as both sides can be compared: keys sorted, integers by their digits. */
export function comparable(value: unknown): unknown {
  if (typeof value === "bigint") return { $int: value.toString() };
  if (typeof value === "number") {
    const isLarge = Number.isInteger(value) && Math.abs(value) >= 2 ** 53 && Math.abs(value) < 1e21;
    return isLarge ? { $int: String(value) } : value + 0;
  }
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, member]) => [key, comparable(member)]);
}
