import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { escapeHtml } from "../text/escape-html.ts";

/** The program of all pages, as `packages/dashboard` is built: it reads the documents that stand in its page and shows them. */
export interface PageAsset {
  readonly script: string;
  readonly style: string;
  /** The engines of the core that a page asks what would be with changes: twice as much as the program, and for pages that can. */
  readonly engine: string;
}

/** What a page says of itself before its documents. */
export interface PageHead {
  readonly title: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly asset: PageAsset;
  /** Whether the engine is in the page. Absent: it is not. */
  readonly hasEngine?: boolean;
}

/** A page that is being written: its documents, one after another, then its end. */
export interface Page {
  /** A document as JSON text, in any number of parts. */
  readonly document: (name: string, parts: readonly string[]) => void;
  readonly end: () => void;
}

/** From so many bytes on a document is compressed: a page of 50,000 findings is then 3 MB and not 46, and opens in half the time. */
const COMPRESSED = 512 * 1024;

/**
 * Writes a page that needs nothing from elsewhere. Its policy lets run the one script and the one style that it is given, load nothing, and
 * turn no text into markup, so that what a cluster brings stays text.
 */
export function createPage(head: PageHead, write: (text: string) => void): Page {
  const { asset, hasEngine = false } = head;
  write(headOf(head));
  return {
    document: (name, parts) => {
      const element = `<script type="application/json" data-document="${escapeHtml(name)}"`;
      const length = parts.reduce((sum, part) => sum + part.length, 0);
      if (length < COMPRESSED) write(`${element}>${parts.map(inElement).join("")}</script>\n`);
      else write(`${element} data-encoding="gzip">${compressed(parts)}</script>\n`);
    },
    end: () => {
      const engine = hasEngine ? `<script>${asset.engine}</script>\n` : "";
      write(`<script>${asset.script}</script>\n${engine}</body>\n</html>\n`);
    },
  };
}

/** No "<" stands in a document, so that no text of the input ends the element or begins a comment. */
function inElement(json: string): string {
  return json.replaceAll("<", "\\u003c");
}

function compressed(parts: readonly string[]): string {
  const bytes = Buffer.concat(parts.map((part) => Buffer.from(part)));
  return gzipSync(bytes, { level: 5 }).toString("base64");
}

function headOf({ title, tool, asset, hasEngine = false }: PageHead): string {
  const { script, style, engine } = asset;
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${[script, ...(hasEngine ? [engine] : [])].map(hashOf).join(" ")}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${escapeHtml(`${tool.name} ${tool.version}`)}">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<div id="page"><p class="waiting">Opening …</p></div>
<noscript><p>This page is shown by its script, and scripts are switched off here. It loads nothing from elsewhere. Without -o html the command gives the same answers as text.</p></noscript>
`;
}

/** The source expression by which a policy of content allows exactly this script or style. */
function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
