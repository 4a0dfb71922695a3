import type { JsonValue } from "../../kubernetes/json.ts";

/** JSON of a log; undefined where the text is none. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    // A door: whatever JSON.parse returns is JSON.
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** What CloudWatch writes behind the beginning of a message that was too long. */
const MARK = /\s*\[Truncated\.\.\.\]\s*$/;

/**
 * The JSON of a text that ends early: every member that is whole, in objects and lists that are closed where they break off. The
 * API server writes who, what and how before the bodies, so these remain. Undefined where not even a member is whole.
 */
export function salvageJson(text: string): JsonValue | undefined {
  const cut = lastWholeMember(text.replace(MARK, ""));
  return cut === undefined ? undefined : parseJson(cut);
}

interface Scan {
  readonly closers: string[];
  inText: boolean;
  isEscaped: boolean;
}

/** The text up to the last value that is whole, and what closes it. */
function lastWholeMember(text: string): string | undefined {
  const end = endOfWhole(text);
  if (end <= 0) return undefined;
  const scan: Scan = { closers: [], inText: false, isEscaped: false };
  for (let at = 0; at < end; at++) step(scan, text.charAt(at));
  return `${text.slice(0, end)}${scan.closers.toReversed().join("")}`;
}

function endOfWhole(text: string): number {
  const scan: Scan = { closers: [], inText: false, isEscaped: false };
  let end = -1;
  for (let at = 0; at < text.length; at++) {
    const isWhole = step(scan, text.charAt(at));
    if (isWhole === undefined) continue;
    end = isWhole === "before" ? at : at + 1;
    if (scan.closers.length === 0) break;
  }
  return end;
}

/** Takes one character; tells whether what is before it, or with it, is a whole value. */
function step(scan: Scan, character: string): "before" | "with" | undefined {
  if (scan.inText) {
    stepInText(scan, character);
    return undefined;
  }
  switch (character) {
    case '"':
      scan.inText = true;
      return undefined;
    case "{":
      scan.closers.push("}");
      return undefined;
    case "[":
      scan.closers.push("]");
      return undefined;
    case "}":
    case "]":
      scan.closers.pop();
      return "with";
    case ",":
      return "before";
    default:
      return undefined;
  }
}

function stepInText(scan: Scan, character: string): void {
  if (scan.isEscaped) scan.isEscaped = false;
  else if (character === "\\") scan.isEscaped = true;
  else if (character === '"') scan.inText = false;
}
