import { sanitize } from "@watertight/reports/words";

/** Only what a text may hold that is not plain: then nothing in it has to be looked at. */
const PLAIN = /^[\n\x20-\x7e]*$/;
/** The one escape that pages write for themselves (`<`), and those of JSON that stand for a plain character. */
const HARMLESS_ESCAPES = /\\(?:u003c|[n"\\/])/g;

/** The text of what is compressed and written in base64. */
export async function unpacked(base64: string): Promise<string> {
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let index = 0; index < letters.length; index++) bytes[index] = letters.charCodeAt(index);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

/** JSON whose texts are shown: line breaks stay, what moves a cursor or turns the direction of writing goes. */
export function parseShown(json: string): unknown {
  const value: unknown = JSON.parse(json);
  return isPlain(json) ? value : shown(value);
}

function isPlain(json: string): boolean {
  if (!PLAIN.test(json)) return false;
  return !json.includes("\\") || !json.replace(HARMLESS_ESCAPES, "").includes("\\");
}

function shown(value: unknown): unknown {
  if (typeof value === "string") return shownText(value);
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [shownText(key), shown(member)]),
  );
}

function shownText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => sanitize(line))
    .join("\n");
}
