export { compareBytes, quote, sortedSet } from "../kubernetes/go-text.ts";

/** `"a", "b"`: names between double quotes, as they are (upstream escapes nothing here). */
export function joinQuote(items: readonly string[]): string {
  return items.map((item) => `"${item}"`).join(", ");
}

/** The singular for exactly one. */
export function pluralize(singular: string, plural: string, count: number): string {
  return count === 1 ? singular : plural;
}

/** `container "a"`, `containers "a", "b"`. */
export function containersNamed(names: readonly string[]): string {
  return `${pluralize("container", "containers", names.length)} ${joinQuote(names)}`;
}

/** The name of a container, volume or sysctl; "" where it has none, as Go's decoder leaves it. */
export function nameOf(named: { readonly name?: string }): string {
  return named.name ?? "";
}
