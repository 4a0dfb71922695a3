const MAX_LINES = 5;
const MAX_LENGTH = 1000;

/** A program's words on one line: without control and escape sequences, at most its first lines. */
export function plainWords(text: string): string {
  const lines = plainLines(text).slice(0, MAX_LINES);
  const words = lines.map((line) => line.replace(/^Error: /, "")).join(" ");
  return words.length > MAX_LENGTH ? `${words.slice(0, MAX_LENGTH)}…` : words;
}

/** The lines that say something, each once and cleaned of control and escape sequences. */
export function plainLines(text: string): string[] {
  const lines = text
    .split(/\r?\n|\r/)
    .map((line) => plain(line).trim())
    .filter((line) => line !== "" && !line.startsWith("Use --debug flag"));
  return [...new Set(lines)];
}

/** Control characters, and those that change the direction of text. */
function plain(line: string): string {
  return line
    .replaceAll("\t", " ")
    .replace(/\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)/g, "")
    .replace(/\u001b\[[0-?]*[ -/]*[@-~]/g, "")
    .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
}
