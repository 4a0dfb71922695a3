import { factsOfNode, type SystemFacts } from "./node-facts.ts";

/** What os-release (5) says of the distribution. */
export function osReleaseOf(text: string): SystemFacts {
  const values = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, name, value] = /^\s*([A-Z_]+)=(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    values.set(name, value.trim().replace(/^(["'])(.*)\1$/, "$2"));
  }
  return {
    ...factsOfNode("").system,
    distribution: values.get("ID") ?? "",
    distributionVersion: values.get("VERSION_ID") ?? "",
    distributionName: values.get("PRETTY_NAME") ?? values.get("NAME") ?? "",
    variant: values.get("VARIANT_ID") ?? "",
  };
}
