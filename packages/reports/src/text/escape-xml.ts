import { sanitizeLines } from "./sanitize.ts";

/** Attributes with a space before each. */
export function xmlAttributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(value).replaceAll("\n", "&#10;")}"`)
    .join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Text from input in XML. Only characters that XML 1.0 allows are left: `sanitizeLines` keeps all of them except U+FFFE and U+FFFF. */
export function escapeXml(text: string): string {
  return sanitizeLines(text)
    .replace(/[\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"]/g, (char) => ENTITIES[char] ?? "");
}
