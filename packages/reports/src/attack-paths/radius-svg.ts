import { ATTACK_STEPS, type Fallen, textOfVertex } from "@watertight/core/attack-paths";
import { escapeXml } from "../text/escape-xml.ts";
import { sanitize } from "../text/sanitize.ts";
import { counted } from "../text/words.ts";
import { CHARACTER, COLOURS, MARGIN, pictureOf } from "./picture.ts";

/** Something that falls, and by which step from where. */
export type FallenThing = Pick<Fallen, "certainty" | "hops" | "vertex" | "via">;

const ROW = 24;
const INDENT = 28;
/** More rows make a picture that nobody looks at. */
const MOST = 150;

interface Row {
  readonly thing: FallenThing;
  readonly depth: number;
  readonly parent: number;
}

/** What falls with something as a tree: each thing below the one from which it falls, dashed where that is not sure. */
export function radiusSvg(start: string, fallen: readonly FallenThing[]): string {
  const rows = rowsOf(fallen);
  const shown = rows.slice(0, MOST);
  let width = 480;
  const top = 56;
  const at = (index: number): number => top + ROW * (index + 1);
  const lines = [label({ x: MARGIN, y: top }, start, COLOURS.end.line)];
  for (const [index, { thing, depth, parent }] of shown.entries()) {
    const x = MARGIN + depth * INDENT;
    const isSure = thing.certainty === "yes";
    const words = `${textOfVertex(thing.vertex)}${isSure ? "" : " (may)"}`;
    const how = thing.via?.edge ? ATTACK_STEPS[thing.via.edge].title : "";
    const from = (parent < 0 ? top : at(parent)) + 6;
    const line = x - INDENT / 2 - 4;
    const dash = isSure ? "" : ' stroke-dasharray="4 3"';
    lines.push(
      `<path d="M${line} ${from}V${at(index) - 4}H${x - 4}" fill="none" stroke="${COLOURS.line}"${dash}/>`,
      label({ x, y: at(index) }, words, COLOURS.text, how),
    );
    width = Math.max(width, x + (words.length + 3 + how.length) * CHARACTER);
  }
  const rest = rows.length - shown.length;
  if (rest > 0) {
    const words = `and ${rest} more; -o json has all of them`;
    lines.push(label({ x: MARGIN, y: at(shown.length) }, words, COLOURS.text));
  }
  const sure = fallen.filter(({ certainty }) => certainty === "yes").length;
  return pictureOf({
    title: `What falls with ${sanitize(start)}`,
    words: `${counted(sure, "thing")} surely, and ${fallen.length - sure} that may.`,
    ...{ width, lines, height: at(shown.length) },
  });
}

/** In the order of a tree; what is near and sure first below each. */
function rowsOf(fallen: readonly FallenThing[]): readonly Row[] {
  const below = belowEach(fallen);
  const rows: Row[] = [];
  const seen = new Set<FallenThing>();
  const waiting: Row[] = [];
  const wait = (key: string, depth: number, parent: number): void => {
    for (const thing of (below.get(key) ?? []).toReversed()) waiting.push({ thing, depth, parent });
  };
  wait("", 1, -1);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (seen.has(next.thing)) continue;
    seen.add(next.thing);
    const index = rows.push(next) - 1;
    wait(textOfVertex(next.thing.vertex), next.depth + 1, index);
  }
  // What hangs on nothing is shown all the same.
  const left = fallen.filter((each) => !seen.has(each));
  return [...rows, ...left.map((thing) => ({ thing, depth: 1, parent: -1 }))];
}

/** Things by that from which they fall; "" where it is the start. */
function belowEach(fallen: readonly FallenThing[]): ReadonlyMap<string, readonly FallenThing[]> {
  const names = new Set(fallen.map(({ vertex }) => textOfVertex(vertex)));
  const below = new Map<string, FallenThing[]>();
  for (const thing of fallen) {
    const from = thing.via ? textOfVertex(thing.via.from) : "";
    const key = names.has(from) && from !== textOfVertex(thing.vertex) ? from : "";
    const known = below.get(key);
    if (known) known.push(thing);
    else below.set(key, [thing]);
  }
  return below;
}

function label(
  at: { readonly x: number; readonly y: number },
  words: string,
  fill: string,
  quiet = "",
): string {
  const { x, y } = at;
  const more =
    quiet === "" ? "" : `<tspan dx="14" fill="${COLOURS.quiet}">${escapeXml(quiet)}</tspan>`;
  return `<text x="${x}" y="${y}" fill="${fill}">${escapeXml(sanitize(words))}${more}</text>`;
}
