import { escapeXml } from "../text/escape-xml.ts";

/** Each reaches 4.5:1 on what it stands on. */
export const COLOURS = {
  text: "#1a1a1a",
  quiet: "#555555",
  line: "#595959",
  box: { fill: "#eef4f7", line: "#3f6f80" },
  end: { fill: "#fbe6ec", line: "#8f0f37" },
} as const;

/** Of the letters, on average; a text that is wider than that still has the margin. */
export const CHARACTER = 7.2;
export const MARGIN = 20;

/** A picture in one file, without scripts, that says in words what it shows. */
export function pictureOf({
  title,
  words,
  width,
  height,
  lines,
}: {
  readonly title: string;
  readonly words: string;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
}): string {
  const [w, h] = [Math.ceil(width + MARGIN), Math.ceil(height + MARGIN)];
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" role="graphics-document document" aria-labelledby="title description" font-family="system-ui, sans-serif" font-size="13">`,
    `<title id="title">${escapeXml(title)}</title>`,
    `<desc id="description">${escapeXml(words)}</desc>`,
    `<rect width="${w}" height="${h}" fill="#ffffff"/>`,
    `<text x="${MARGIN}" y="28" font-size="16" font-weight="bold" fill="${COLOURS.text}">${escapeXml(title)}</text>`,
    ...lines,
    "</svg>",
  ].join("\n")}\n`;
}
