export { connectionsCsv } from "./connections-csv.ts";
export { connectionsDot } from "./connections-dot.ts";
export { connectionsMermaid } from "./connections-mermaid.ts";
export { mapSvg } from "./map-svg.ts";
export { isEverything, portsText } from "./ports-text.ts";
