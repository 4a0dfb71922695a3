// Prints schemas/configuration.schema.json from the schema that validates the configuration; part of `npm run docs`.
import { writeFile } from "node:fs/promises";
import { configurationSchema } from "../packages/core/src/configuration/index.ts";
import { FORMATS } from "../packages/reports/src/vocabulary.ts";

await writeFile(
  new URL("../schemas/configuration.schema.json", import.meta.url),
  `${JSON.stringify(configurationSchema([...FORMATS.keys()]), null, 2)}\n`,
);
