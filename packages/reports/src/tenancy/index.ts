export { type AskedPairs, type OpenCell, openCells } from "./pairs.ts";
export { openTenancyJson, tenancyJson } from "./tenancy-json.ts";
