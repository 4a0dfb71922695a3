import { spawnSync } from "node:child_process";
import { posix } from "node:path";

/** So many paths are asked for at a time. */
const BATCH = 2000;
const MOST_OUTPUT = 256 * 1024 * 1024;

/**
 * Extended attributes, capabilities and SELinux labels among them, by path, as `name=0xHEX` and sorted; undefined where getfattr is not
 * installed. Node has no call for them.
 */
export function readAttributes(
  root: string,
  paths: readonly string[],
): ReadonlyMap<string, readonly string[]> | undefined {
  const found = new Map<string, string[]>();
  for (let start = 0; start < paths.length; start += BATCH) {
    const batch = paths.slice(start, start + BATCH).map((path) => posix.join(root, path));
    const { status, stdout, error } = spawnSync(
      "getfattr",
      [
        "--no-dereference",
        "--absolute-names",
        "--match=-",
        "--encoding=hex",
        "--dump",
        "--",
        ...batch,
      ],
      { encoding: "utf8", maxBuffer: MOST_OUTPUT, stdio: ["ignore", "pipe", "ignore"] },
    );
    if (error !== undefined || status === null) return undefined;
    readDump(stdout, root, found);
  }
  for (const list of found.values()) list.sort();
  return found;
}

/** `# file: PATH` with a line an attribute below; what is odd in a path stands as an octal escape. */
function readDump(text: string, root: string, found: Map<string, string[]>): void {
  let list: string[] = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("# file: ")) {
      const path = unescaped(line.slice("# file: ".length));
      const below = root === "/" ? path : path.slice(root.replace(/\/$/, "").length);
      list = [];
      found.set(below, list);
    } else if (line !== "") list.push(line);
  }
}

function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  const bytes: number[] = [];
  const source = Buffer.from(text, "utf8");
  for (let at = 0; at < source.length; at++) {
    const octal = /^\\([0-3][0-7]{2})/.exec(source.toString("latin1", at, at + 4))?.[1];
    if (octal === undefined) bytes.push(source[at] ?? 0);
    else {
      bytes.push(Number.parseInt(octal, 8));
      at += 3;
    }
  }
  return Buffer.from(bytes).toString("utf8");
}
