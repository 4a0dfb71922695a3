/** What an error says, without the full stop, for a sentence around it. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : "it failed without a reason";
  return text.replace(/\.$/, "");
}
