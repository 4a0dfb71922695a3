/* What is worded the same in a terminal and on a page: this door leads to nothing that only Node has. */
export { subjectText } from "../access/subject-text.ts";
export { portsText } from "../network/ports-text.ts";
export { cell } from "../text/cell.ts";
export { sanitize } from "../text/sanitize.ts";
export { counted } from "../text/words.ts";
