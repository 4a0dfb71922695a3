export { imageReportCycloneDx } from "./image-cyclonedx.ts";
export { imageReportJson, matchJson } from "./image-json.ts";
export type { ImageReport, ImageReportHead } from "./image-report.ts";
export { imageReportSarif } from "./image-sarif.ts";
export { imageReportText } from "./image-text.ts";
