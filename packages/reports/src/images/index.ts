export { imageReportGitlab } from "./formats/gitlab.ts";
export { imageReportHtml } from "./formats/html.ts";
export { imageReportJunit } from "./formats/junit.ts";
export {
  imageReportCsv,
  imageReportGithub,
  imageReportOneline,
  imageReportSummary,
} from "./formats/lines.ts";
export { imageReportMarkdown } from "./formats/markdown.ts";
export { imageReportCycloneDx } from "./image-cyclonedx.ts";
export { builtText, remarksOn } from "./image-facts.ts";
export { imageReportJson, matchJson } from "./image-json.ts";
export type { ImageDetails, ImageReport, ImageReportHead } from "./image-report.ts";
export { imageReportSarif } from "./image-sarif.ts";
export { imageReportText } from "./image-text.ts";
