/** Whether a name is what a setting says, in which a `*` at the end stands for any text. */
export function matchesName(name: string, pattern: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
