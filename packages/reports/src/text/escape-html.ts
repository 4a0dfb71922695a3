import { sanitize } from "./sanitize.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text from input as markup has it, in an element or in an attribute in quotes. */
export function escapeHtml(text: string): string {
  return sanitize(text).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? "");
}
