import type { AccessMatrix, MatrixColumn, MatrixRow, Reach } from "@watertight/core/access";
import { sanitize } from "../text/sanitize.ts";
import { counted } from "../text/words.ts";
import { cellMark, cellText, resourceText, rowText } from "./matrix-words.ts";

/** How a reach looks: the text on the fill and the fill beside white are told apart without colour vision too. */
export const APPEARANCE: Readonly<
  Record<Reach, { readonly fill: string; readonly text: string; readonly legend: string }>
> = {
  none: { fill: "#ffffff", text: "#595959", legend: "none" },
  named: { fill: "#fde9a9", text: "#3d2c00", legend: "named objects" },
  namespaces: { fill: "#4a90c2", text: "#000000", legend: "some namespaces" },
  cluster: { fill: "#8b1a1a", text: "#ffffff", legend: "whole cluster" },
};

const CELL = { width: 74, height: 24 };
const CHARACTER = 7;
const MARGIN = 16;
const REACHES: readonly Reach[] = ["none", "named", "namespaces", "cluster"];

/** `access matrix -o svg`: a heat map in one file, without scripts, whose cells say in words what their colours say. */
export function matrixSvg(matrix: AccessMatrix): string {
  const { columns, rows, without } = matrix;
  const left = MARGIN + CHARACTER * longest(rows.map(rowText)) + 8;
  const titles = columns.map(columnText);
  const top = 64 + CHARACTER * longest(titles);
  const width = Math.max(left + columns.length * CELL.width + MARGIN, 640);
  const height = top + rows.length * CELL.height + MARGIN;
  const description = [
    `${counted(rows.length, "row")} of subjects and ${counted(columns.length, "column")} of verbs and resources.`,
    "A cell says whether the subject may do it nowhere, for named objects only, in some namespaces, or in the whole cluster.",
    ...(without === 0 ? [] : [`${counted(without, "subject")} with none of it left out.`]),
  ].join(" ");
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="graphics-document document" aria-labelledby="title description" font-family="system-ui, sans-serif" font-size="12">`,
    `<title id="title">Who may do what</title>`,
    `<desc id="description">${escapeXml(description)}</desc>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...legend(),
    ...titles.map((title, index) => columnTitle(title, left + index * CELL.width, top)),
    ...rows.flatMap((row, index) => rowLines(row, titles, { left, y: top + index * CELL.height })),
    "</svg>",
  ];
  return `${lines.join("\n")}\n`;
}

function columnText(column: MatrixColumn): string {
  return `${column.verb} ${resourceText(column)}`;
}

function longest(texts: readonly string[]): number {
  return texts.reduce((length, text) => Math.max(length, sanitize(text).length), 0);
}

function legend(): readonly string[] {
  return REACHES.flatMap((reach, index) => {
    const { fill, legend: text } = APPEARANCE[reach];
    const x = MARGIN + index * 150;
    return [
      `<rect x="${x}" y="16" width="16" height="16" fill="${fill}" stroke="#595959"/>`,
      `<text x="${x + 22}" y="28" fill="#1a1a1a">${text}</text>`,
    ];
  });
}

function columnTitle(title: string, x: number, top: number): string {
  const at = `${x + CELL.width / 2 + 4} ${top - 8}`;
  return `<text transform="translate(${at}) rotate(-90)" fill="#1a1a1a">${escapeXml(title)}</text>`;
}

function rowLines(
  row: MatrixRow,
  titles: readonly string[],
  { left, y }: { readonly left: number; readonly y: number },
): readonly string[] {
  const subject = rowText(row);
  const baseline = y + 16;
  return [
    `<text x="${left - 8}" y="${baseline}" text-anchor="end" fill="#1a1a1a">${escapeXml(subject)}</text>`,
    ...row.cells.flatMap((cell, index) => {
      const { fill, text } = APPEARANCE[cell.reach];
      const x = left + index * CELL.width;
      const title = `${subject}, ${titles[index] ?? ""}: ${cellText(cell)}`;
      return [
        `<g><title>${escapeXml(title)}</title>`,
        `<rect x="${x}" y="${y}" width="${CELL.width}" height="${CELL.height}" fill="${fill}" stroke="#8c8c8c"/>`,
        `<text x="${x + CELL.width / 2}" y="${baseline}" text-anchor="middle" fill="${text}">${escapeXml(shortened(cellMark(cell)))}</text></g>`,
      ];
    }),
  ];
}

const FITTING = 9;

/** What fits in a cell; half a surrogate pair is not left over. */
function shortened(text: string): string {
  const safe = sanitize(text);
  if (safe.length <= FITTING) return safe;
  return `${safe.slice(0, FITTING - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escapeXml(text: string): string {
  // sanitize leaves nothing that XML forbids, save the two characters after the private use area.
  return sanitize(text)
    .replace(/[\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
