export { pathsMermaid, radiusMermaid } from "./mermaid.ts";
export { pathsSvg } from "./paths-svg.ts";
export { type FallenThing, radiusSvg } from "./radius-svg.ts";
