import { buildGoProgram } from "./go-program.ts";

/** What apimachinery's reader and sigs.k8s.io/yaml say of one document. */
export interface GoResult {
  readonly json?: unknown;
  readonly error?: string;
}

/** What upstream makes of every document of these files. */
export function askGo(paths: readonly string[]): readonly (readonly GoResult[])[] {
  const program = buildGoProgram("yaml");
  const lines = program.ask(paths);
  program.remove();
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
