export { attackAssumptions, missingIn } from "./assumptions.ts";
export { changeText } from "./change-text.ts";
export { pathsMermaid, radiusMermaid } from "./mermaid.ts";
export { pathDetailsJson } from "./path-details-json.ts";
export { changeJson, edgeJson, pathJson, pathsJson, vertexJson } from "./paths-json.ts";
export { pathsSvg } from "./paths-svg.ts";
export { type FallenThing, radiusSvg } from "./radius-svg.ts";
