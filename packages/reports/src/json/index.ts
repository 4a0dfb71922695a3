export type { DocumentFacts } from "./document-json.ts";
export { comparisonHead, documentHead, HEAD_WITHOUT_INPUT } from "./document-json.ts";
export {
  evidenceJson,
  locationJson,
  placeJson,
  proofJson,
  referenceJson,
} from "./evidence-json.ts";
export { createFindingText } from "./finding-text.ts";
export { safeJson } from "./safe-json.ts";
