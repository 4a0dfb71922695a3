// `npm run site` writes the configuration (tools/documents/site-configuration.ts), and then builds by it.
import { readFileSync } from "node:fs";

export default JSON.parse(
  readFileSync(new URL(".cache/configuration.json", import.meta.url), "utf8"),
);
