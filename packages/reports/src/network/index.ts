export { connectionsCsv } from "./connections-csv.ts";
export { connectionsDot } from "./connections-dot.ts";
export { connectionsMermaid } from "./connections-mermaid.ts";
export { mapHtml } from "./map-html.ts";
export { mapSvg } from "./map-svg.ts";
export { isEverything, portsText } from "./ports-text.ts";
