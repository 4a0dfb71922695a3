import type { MapEdge, MapNode, NetworkMap } from "@watertight/core/network";
import { escapeHtml } from "../text/escape-html.ts";
import { portsText } from "./ports-text.ts";

const WIDTH = 260;
const ROW = 28;
const HEAD = 34;
const GAP = 150;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The map as a picture that does not move: every namespace with its workloads, and an arrow for each connection. */
export function mapSvg({ nodes, edges }: NetworkMap): string {
  const byTitle = new Map<string, MapNode[]>();
  for (const node of nodes)
    byTitle.set(groupOf(node), [...(byTitle.get(groupOf(node)) ?? []), node]);
  const groups = [...byTitle];
  const columns = Math.max(1, Math.ceil(Math.sqrt(groups.length)));
  const places = new Map<string, Place>();
  const boxes: string[] = [];
  let top = 20;
  for (let at = 0; at < groups.length; at += columns) {
    const row = groups.slice(at, at + columns);
    for (const [column, [title, members]] of row.entries()) {
      const box = {
        x: 20 + column * (WIDTH + GAP),
        y: top,
        width: WIDTH,
        height: HEAD + members.length * ROW,
      };
      boxes.push(boxOf(title, box));
      for (const [index, node] of members.entries()) {
        const place = {
          x: box.x + 8,
          y: box.y + HEAD + index * ROW - 4,
          width: WIDTH - 16,
          height: ROW - 6,
        };
        places.set(node.id, place);
        boxes.push(itemOf(node, place));
      }
    }
    top += HEAD + Math.max(0, ...row.map(([, members]) => members.length)) * ROW + 60;
  }
  const width = 40 + columns * (WIDTH + GAP);
  const lines = edges.map((edge) => lineOf(edge, places));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${top}" viewBox="0 0 ${width} ${top}" role="img" aria-label="Network map" font-family="system-ui,sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto" markerUnits="userSpaceOnUse"><path d="M0 0L8 4L0 8z" fill="#57606a"/></marker></defs>
${[...boxes, ...lines].join("\n")}
</svg>
`;
}

function groupOf({ namespace }: MapNode): string {
  return namespace === undefined ? "Outside and unknown" : namespace;
}

function boxOf(title: string, { x, y, width, height }: Place): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="5" fill="#f3f5f8" stroke="#57606a"/><text x="${x + 8}" y="${y + 19}" font-weight="600">${escapeHtml(title)}</text>`;
}

function itemOf({ title, policies }: MapNode, { x, y, width, height }: Place): string {
  const bare = policies?.ingress === false;
  const stroke = bare ? `stroke="#b3261e" stroke-dasharray="4 3"` : `stroke="#57606a"`;
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="3" fill="#fff" ${stroke}/><text x="${x + 6}" y="${y + 15}">${escapeHtml(title)}</text>`;
}

function lineOf(
  { src, dst, ports, verdict, open }: MapEdge,
  places: ReadonlyMap<string, Place>,
): string {
  const from = places.get(src.name);
  const to = places.get(dst.name);
  if (!from || !to) return "";
  const forward = from.x <= to.x;
  const x1 = forward ? from.x + from.width : from.x;
  const x2 = from.x < to.x ? to.x : to.x + to.width;
  const y1 = from.y + from.height / 2;
  const y2 = to.y + to.height / 2;
  const bend = forward ? 45 : -45;
  const end = from.x < to.x ? -45 : 45;
  const style = strokeOf(verdict, open);
  const title = escapeHtml(
    `${src.name} => ${dst.name} : ${portsText(ports)}${open ? " (open)" : ""}`,
  );
  return `<path d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 + end} ${y2} ${x2} ${y2}" fill="none" ${style} marker-end="url(#arrow)"><title>${title}</title></path>`;
}

function strokeOf(verdict: MapEdge["verdict"], open: boolean): string {
  const color = open ? "#b3261e" : "#57606a";
  if (verdict === "unknown") return `stroke="${color}" stroke-dasharray="1.5 4"`;
  return open ? `stroke="${color}" stroke-dasharray="6 4"` : `stroke="${color}"`;
}
