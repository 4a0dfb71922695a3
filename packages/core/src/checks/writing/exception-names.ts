/** Checks as messages name them: `"host-pid", "host-ipc"`. */
export function namesOf(checks: readonly string[]): string {
  return checks.map((check) => `"${check}"`).join(", ");
}
