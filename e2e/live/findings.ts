import { type JsonObject, type JsonValue, listAt, textAt } from "@watertight/core/kubernetes";

/** What a report says of objects, without where they were read: a line a finding, sorted. */
export function findingLines(
  stdout: string,
  isMeant: (object: JsonObject) => boolean = () => true,
): readonly string[] {
  return findingsIn(stdout)
    .filter((finding) => isMeant(finding["object"] as JsonObject))
    .map((finding) => {
      const part = (...keys: readonly string[]): string => textAt(finding, ...keys);
      const object = `${part("object", "kind")} ${part("object", "namespace")}/${part("object", "name")}`;
      return `${part("check")} ${part("severity")} ${object} ${part("container")} ${part("path")}: ${part("message")}`;
    })
    .sort();
}

function findingsIn(stdout: string): readonly JsonObject[] {
  return listAt(JSON.parse(stdout) as JsonValue, "findings") as readonly JsonObject[];
}

/** Lines that only the one or only the other has, as `- line` and `+ line`. */
export function differencesBetween(
  before: readonly string[],
  after: readonly string[],
): readonly string[] {
  const [old, now] = [new Set(before), new Set(after)];
  return [
    ...before.filter((line) => !now.has(line)).map((line) => `- ${line}`),
    ...after.filter((line) => !old.has(line)).map((line) => `+ ${line}`),
  ];
}
