import { type AttackPath, textOfVertex } from "@watertight/core/attack-paths";
import { sanitize } from "../text/sanitize.ts";
import type { FallenThing } from "./radius-svg.ts";

/** More arrows than this draw nothing that anybody reads. */
const MOST = 200;

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly isSure: boolean;
}

/** Paths of attack as Mermaid draws them: each thing once, with what leads from one to the next. */
export function pathsMermaid(paths: readonly AttackPath[]): string {
  return drawn(
    paths.flatMap(({ steps }) =>
      steps.flatMap(({ edge, from, to, with: more, unknown }) =>
        [from, ...more].map((each) => ({
          ...{ from: textOfVertex(each), to: textOfVertex(to) },
          ...{ label: edge, isSure: unknown.length === 0 },
        })),
      ),
    ),
  );
}

/** What falls, by the last step to each. */
export function radiusMermaid(fallen: readonly FallenThing[]): string {
  return drawn(
    fallen.flatMap(({ vertex, via, certainty }) =>
      via
        ? [
            {
              ...{ from: textOfVertex(via.from), to: textOfVertex(vertex) },
              ...{ label: via.edge ?? "being it", isSure: certainty === "yes" },
            },
          ]
        : [],
    ),
  );
}

function drawn(all: readonly Arrow[]): string {
  const arrows = [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
  const shown = arrows.slice(0, MOST);
  const ids = new Map<string, string>();
  for (const { from, to } of shown)
    for (const text of [from, to]) if (!ids.has(text)) ids.set(text, `n${ids.size + 1}`);
  const rest = arrows.length - shown.length;
  return `${[
    "flowchart LR",
    ...[...ids].map(([text, id]) => `  ${id}["${mermaidText(text)}"]`),
    ...shown.map(
      ({ from, to, label, isSure }) =>
        `  ${ids.get(from)} ${isSure ? "-->" : "-.->"}|"${mermaidText(label)}"| ${ids.get(to)}`,
    ),
    ...(rest > 0 ? [`  more["and ${rest} more steps; -o json has all of them"]`] : []),
  ].join("\n")}\n`;
}

// Mermaid reads entities, written with # instead of &.
function mermaidText(text: string): string {
  return sanitize(text).replace(/[#"<>&`\\]/g, (character) => `#${character.charCodeAt(0)};`);
}
