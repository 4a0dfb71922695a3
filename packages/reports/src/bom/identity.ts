import { sha256 } from "@watertight/core/snapshot";

/** A UUID (version 8, RFC 9562) that the text alone decides, so that the same bill has the same name. */
export function uuidOf(text: string): string {
  const hex = sha256(text);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** Names of packages in a document: their package URLs, and numbers behind those that stand several times. */
export function referencesOf(purls: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return purls.map((purl) => {
    const count = (seen.get(purl) ?? 0) + 1;
    seen.set(purl, count);
    return count === 1 ? purl : `${purl}#${count}`;
  });
}
