export { markdownText } from "./markdown-text.ts";
export type { Paint } from "./paint.ts";
export { createPaint, frameLines } from "./paint.ts";
export { positionIn } from "./position.ts";
export { sanitize } from "./sanitize.ts";
export { paintSeverity } from "./severity.ts";
export { counted } from "./words.ts";
export { yamlOf } from "./yaml.ts";
