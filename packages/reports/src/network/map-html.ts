import { createHash } from "node:crypto";
import { stringifyJson } from "@watertight/core/kubernetes";
import type { MapEdge, NetworkMap, Opening } from "@watertight/core/network";
import { escapeHtml } from "../text/escape-html.ts";
import { sanitize } from "../text/sanitize.ts";
import { MAP_SCRIPT, MAP_STYLE } from "./map-assets.ts";
import { portsText } from "./ports-text.ts";

/** A page with the map, the list of what is open and the table of all connections; it needs nothing from elsewhere. */
export function mapHtml(map: NetworkMap, { incomplete }: { readonly incomplete: boolean }): string {
  return `${pageHead("Network map", { style: MAP_STYLE, script: MAP_SCRIPT })}${incomplete ? "<p><strong>A part of the input was not examined: these are not all connections.</strong></p>\n" : ""}${openingsOf(map)}<section id="map" hidden aria-labelledby="map-title">
<h2 id="map-title">Map</h2>
<p>Choose a namespace to open or close it. Dashed lines are open: no policy restricts them at one of their ends. Dotted ones may pass or not. Each node reaches the pods on it, whatever policies say.</p>
<p><button type="button" id="open-all">Open all</button> <button type="button" id="close-all">Close all</button></p>
<div id="canvas"></div>
<output id="told" aria-live="polite"></output>
</section>
${tableOf(map)}${listOf("Assumed", map.assumptions)}</main>
<script type="application/json" id="data">${dataOf(map)}</script>
<script>${MAP_SCRIPT}</script>
</body>
</html>
`;
}

// No "<" stands in it, so that no text of the input ends the element or begins a comment.
function dataOf({ nodes, edges }: NetworkMap): string {
  const json = stringifyJson({
    nodes: nodes.map(({ id, namespace = null, title, policies }) => ({
      id,
      namespace: namespace === null ? null : sanitize(namespace),
      title: sanitize(title),
      withoutPolicy: policies !== undefined && !policies.ingress,
    })),
    edges: edges.map(({ src, dst, ports, verdict, open }) => ({
      src: src.name,
      dst: dst.name,
      ports: portsText(ports),
      verdict,
      open,
    })),
  });
  return json.replaceAll("<", "\\u003c");
}

function openingsOf({ openings }: NetworkMap): string {
  if (openings.length === 0)
    return "<h2>Open to other namespaces</h2>\n<p>No workload lets in every other namespace.</p>\n";
  return `<h2>Open to other namespaces</h2>
<p>Workloads whose own policies let in every other namespace, and who reaches them now.</p>
<ul id="openings">
${openings.map(openingItem).join("")}</ul>
`;
}

function openingItem({ workload, withoutPolicy, from, connections }: Opening): string {
  const why = withoutPolicy
    ? "no policy restricts what reaches it"
    : "its policies let in every namespace";
  const ports = [...new Set(connections.map((each) => portsText(each.ports)))].sort();
  const who =
    from.length === 0
      ? "no workload of another namespace gets out to it now"
      : `reached from ${from.join(", ")} on ${ports.join("; ")}`;
  return `<li><b>${escapeHtml(workload)}</b>: ${escapeHtml(`${why}; ${who}`)}</li>\n`;
}

function tableOf({ edges }: NetworkMap): string {
  const rows = edges.map(rowOf).join("");
  return `<h2 id="all">All connections</h2>
<div class="scroll" role="region" aria-labelledby="all" tabindex="0">
<table>
<thead><tr><th scope="col">From</th><th scope="col">To</th><th scope="col">Ports</th><th scope="col">Restricted</th></tr></thead>
<tbody>
${rows}</tbody>
</table>
</div>
`;
}

function rowOf({ src, dst, ports, verdict, open }: MapEdge): string {
  const doubt =
    verdict === "unknown" ? "may pass or not" : "by policies at its ends in the cluster";
  const cells = [
    src.name,
    dst.name,
    portsText(ports),
    open ? "open: no policy at one of its ends" : doubt,
  ];
  return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>\n`;
}

function listOf(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  return `<h2>${title}</h2>\n<ul>\n${lines.map((line) => `<li>${escapeHtml(line)}</li>\n`).join("")}</ul>\n`;
}

interface PageParts {
  readonly style: string;
  readonly script: string;
  /** Further elements of the head, a line each. */
  readonly meta?: string;
}

/** A page as far as its first heading, which may load nothing and run only the script that it is given. */
function pageHead(title: string, { style, script, meta = "" }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${meta}<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
`;
}

/** The source expression by which a policy of content allows exactly this script or style. */
function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
