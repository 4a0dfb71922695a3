import { ATTACK_STEPS, type AttackPath, textOfVertex } from "@watertight/core/attack-paths";
import { escapeXml } from "../text/escape-xml.ts";
import { sanitize } from "../text/sanitize.ts";
import { counted } from "../text/words.ts";
import { CHARACTER, COLOURS, MARGIN, pictureOf } from "./picture.ts";

const BOX = 30;
const LINE = 18;
const GAP = 14;
/** More paths make a picture that nobody looks at. */
const MOST = 10;

type Step = AttackPath["steps"][number];

/** Paths one below the other, each from the top to the bottom: boxes for what is had, arrows for steps, dashed where one is not sure. */
export function pathsSvg(paths: readonly AttackPath[]): string {
  const shown = paths.slice(0, MOST);
  const lines: string[] = [];
  let y = 56;
  let width = 480;
  for (const path of shown) {
    const drawn = pathLines(path, y);
    lines.push(...drawn.lines);
    y = drawn.end + 28;
    width = Math.max(width, drawn.width);
  }
  const rest = paths.length - shown.length;
  if (rest > 0) {
    lines.push(text(MARGIN, y, `and ${counted(rest, "more path")}; -o json has all of them`));
    y += LINE;
  }
  const words = [
    `${counted(paths.length, "path")} of attack.`,
    ...shown.map(
      ({ from, to, certainty }) =>
        `${verdictOf(certainty)}: ${textOfVertex(from)} to ${textOfVertex(to)}.`,
    ),
  ].join(" ");
  return pictureOf({ title: "Paths of attack", words, width, height: y, lines });
}

interface Drawn {
  readonly lines: readonly string[];
  readonly end: number;
  readonly width: number;
}

function pathLines({ from, to, certainty, steps }: AttackPath, top: number): Drawn {
  const heading = `${verdictOf(certainty)}: ${textOfVertex(from)} to ${textOfVertex(to)}`;
  const lines = [text(MARGIN, top, heading, { weight: "bold" })];
  let y = top + 12;
  let width = MARGIN * 2 + heading.length * CHARACTER;
  const box = (words: string, isEnd: boolean): void => {
    const length = words.length * CHARACTER + 24;
    width = Math.max(width, MARGIN * 2 + length);
    const { fill, line } = isEnd ? COLOURS.end : COLOURS.box;
    lines.push(
      `<rect x="${MARGIN}" y="${y}" width="${length}" height="${BOX}" rx="6" fill="${fill}" stroke="${line}"/>`,
      text(MARGIN + 12, y + 20, words),
    );
    y += BOX;
  };
  box(textOfVertex(from), false);
  for (const [index, step] of steps.entries()) {
    const words = wordsOf(step);
    const height = GAP + words.length * LINE;
    lines.push(arrow(y, height, step.unknown.length === 0));
    for (const [row, each] of words.entries()) {
      const quiet = row === 0 ? {} : { fill: COLOURS.quiet };
      lines.push(text(MARGIN + 40, y + LINE + row * LINE, each, quiet));
      width = Math.max(width, MARGIN * 2 + 40 + each.length * CHARACTER);
    }
    y += height;
    box(textOfVertex(step.to), index === steps.length - 1);
  }
  return { lines, end: y, width };
}

function verdictOf(certainty: "unknown" | "yes"): string {
  return certainty === "yes" ? "Open" : "May be open";
}

function wordsOf({ edge, techniques, unknown, with: more }: Step): readonly string[] {
  const { title } = ATTACK_STEPS[edge];
  const ids = techniques.length === 0 ? "" : ` (${techniques.join(", ")})`;
  return [
    `${title}${ids}`,
    ...more.map((each) => `with ${textOfVertex(each)}`),
    ...unknown.map((each) => `not known: ${each}`),
  ].map(sanitize);
}

function arrow(y: number, height: number, isSure: boolean): string {
  const x = MARGIN + 20;
  const dash = isSure ? "" : ' stroke-dasharray="4 4"';
  const end = y + height;
  return `<path d="M${x} ${y}V${end - 7}" fill="none" stroke="${COLOURS.line}" stroke-width="2"${dash}/><path d="M${x - 5} ${end - 8}h10l-5 8z" fill="${COLOURS.line}"/>`;
}

function text(
  x: number,
  y: number,
  words: string,
  { fill = COLOURS.text, weight = "" }: { readonly fill?: string; readonly weight?: string } = {},
): string {
  const bold = weight === "" ? "" : ` font-weight="${weight}"`;
  return `<text x="${x}" y="${y}" fill="${fill}"${bold}>${escapeXml(sanitize(words))}</text>`;
}
