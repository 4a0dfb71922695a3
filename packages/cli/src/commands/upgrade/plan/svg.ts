import { type Step, versionText } from "@watertight/core/upgrade";
import { sanitize } from "@watertight/reports/text";
import type { AskedPlan } from "./model.ts";

const ROW = 18;
const LEFT = 260;
const WIDTH = 900;
/** More rows are no picture; the others are told in its last line. */
const MOST_ROWS = 200;

/** The rollout over time: a bar a step, as long as it takes at most, coloured by its worst gate. */
export function planSvg({ plan }: AskedPlan): string {
  const shown = plan.steps.slice(0, MOST_ROWS);
  const lengths = shown.map((step) => Math.max(30, step.seconds?.most ?? 60));
  const total = Math.max(
    1,
    lengths.reduce((sum, each) => sum + each, 0),
  );
  const height = (shown.length + 4) * ROW;
  const title = `From ${versionText(plan.from)} to ${versionText(plan.to)}: ${plan.steps.length} steps, ${plan.blockers.length} blockers`;
  const bars: string[] = [];
  let before = 0;
  for (const [index, step] of shown.entries()) {
    const length = lengths[index] ?? 0;
    bars.push(barOf(step, { y: (index + 2) * ROW, begin: before / total, part: length / total }));
    before += length;
  }
  const more = plan.steps.length - shown.length;
  const last = more > 0 ? `${more} more steps; ` : "";
  const legend = `${last}a bar is as long as its step takes at most; green: all gates yes, amber: one unknown, red: one no`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="sans-serif" font-size="11">
<title>${escaped(title)}</title>
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
<text x="8" y="${ROW}" font-size="13" font-weight="bold" fill="#1f2937">${escaped(title)}</text>
${bars.join("\n")}
<text x="8" y="${height - 8}" fill="#4b5563">${escaped(legend)}</text>
</svg>
`;
}

const COLOURS = { yes: "#15803d", unknown: "#b45309", no: "#b91c1c" } as const;

function worstOf({ gates }: Step): keyof typeof COLOURS {
  if (gates.some(({ verdict }) => verdict === "no")) return "no";
  return gates.some(({ verdict }) => verdict === "unknown") ? "unknown" : "yes";
}

function barOf(
  step: Step,
  { y, begin, part }: { readonly y: number; readonly begin: number; readonly part: number },
): string {
  const room = WIDTH - LEFT - 16;
  const x = LEFT + begin * room;
  const name = `${step.order}. ${step.component}${step.node === undefined ? "" : ` ${step.node}`} ${step.to}`;
  const worst = worstOf(step);
  const told = step.gates.map(({ gate, verdict }) => `${gate}: ${verdict}`).join(", ");
  return `<g><title>${escaped(`${name}; ${told}`)}</title><text x="8" y="${y + 12}" fill="#1f2937">${escaped(name.slice(0, 42))}</text><rect x="${x.toFixed(1)}" y="${y + 3}" width="${Math.max(2, part * room).toFixed(1)}" height="${ROW - 6}" fill="${COLOURS[worst]}"/></g>`;
}

function escaped(text: string): string {
  return sanitize(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
