import type { Finding, Fix } from "@watertight/core/findings";
import type { Edit, JsonValue } from "@watertight/core/kubernetes";
import { UsageError } from "../../usage-error.ts";

/** Values for fixes that need one, by check or `check/field`. */
export type GivenValues = ReadonlyMap<string, string>;

/** Reads `--value CHECK[/FIELD]=VALUE`. */
export function givenValues(
  assignments: readonly string[],
  isCheck: (id: string) => boolean,
): GivenValues {
  const values = new Map<string, string>();
  for (const assignment of assignments) {
    const at = assignment.indexOf("=");
    const key = assignment.slice(0, Math.max(at, 0));
    if (at < 0 || !isCheck(key.split("/", 1)[0] ?? "")) {
      throw new UsageError(
        `"${assignment}" does not name a check and a value; write it as memory-limit-missing=256Mi.`,
        { verb: "fix" },
      );
    }
    values.set(key, assignment.slice(at + 1));
  }
  return values;
}

/** The fix with the values that were given; undefined when one is missing or not of the kind that is needed. */
export function withValues(check: string, fix: Fix, values: GivenValues): Fix | undefined {
  const edits: Edit[] = [];
  for (const edit of fix.edits) {
    const value = edit.op === "remove" ? undefined : valueFor(check, edit, values);
    if (edit.op === "remove") edits.push(edit);
    else if (value === undefined) return undefined;
    else edits.push({ ...edit, value });
  }
  return { ...fix, edits };
}

function valueFor(
  check: string,
  { path, value }: Exclude<Edit, { readonly op: "remove" }>,
  values: GivenValues,
): JsonValue | undefined {
  const given = values.get(`${check}/${String(path.at(-1))}`) ?? values.get(check);
  if (given === undefined || typeof value !== "number") return given;
  return /^-?\d{1,15}$/.test(given) ? Number(given) : undefined;
}

/** How a person gives the value that a fix needs: `--value low-user-id=10001`, with the proposal where there is one. */
export function valueHint({ check }: Finding, { edits }: Fix): string {
  const [edit] = edits;
  const value = edit && edit.op !== "remove" ? edit.value : "";
  const proposal = typeof value === "number" || typeof value === "string" ? `${value}` : "";
  const field = proposal === "" ? `/${String(edit?.path.at(-1))}` : "";
  return `--value ${check}${field}=${proposal === "" ? "VALUE" : proposal}`;
}
