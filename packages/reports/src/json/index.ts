export {
  evidenceJson,
  locationJson,
  placeJson,
  proofJson,
  referenceJson,
} from "./evidence-json.ts";
export { safeJson } from "./safe-json.ts";
