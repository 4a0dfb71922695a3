import type { JsonObject } from "@watertight/core/kubernetes";
import { didYouMean } from "@watertight/core/vocabulary";

/** The texts of these members, in their order, or what is wrong with one of them. */
export function textsOf(
  question: JsonObject,
  names: readonly string[],
): readonly string[] | string {
  const texts: string[] = [];
  for (const name of names) {
    const value = question[name];
    if (typeof value !== "string") return `The member ${name} must be a string.`;
    texts.push(value);
  }
  return texts;
}

const COMMON = [
  "Debian",
  "Ubuntu",
  "Alpine",
  "Red Hat",
  "AlmaLinux",
  "Rocky Linux",
  "npm",
  "PyPI",
  "Maven",
  "Go",
  "RubyGems",
  "crates.io",
  "Packagist",
  "NuGet",
  "Hex",
  "Pub",
  "deb",
  "rpm",
  "apk",
  "golang",
  "cargo",
];

/** Why versions of an ecosystem cannot be compared. */
export function noOrder(ecosystem: string): string {
  return `The order of versions of the ecosystem ${JSON.stringify(ecosystem)} is not known${didYouMean(ecosystem, COMMON)}`;
}
