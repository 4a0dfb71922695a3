export { safeJson } from "./safe-json.ts";
