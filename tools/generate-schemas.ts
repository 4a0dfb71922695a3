// Prints schemas/configuration.schema.json from the schema that validates the configuration:
// node --conditions=source --import tsx tools/generate-schemas.ts && npx biome check --write schemas
import { writeFile } from "node:fs/promises";
import { CONFIGURATION_SCHEMA } from "../packages/cli/src/configuration/schema.ts";

await writeFile(
  new URL("../schemas/configuration.schema.json", import.meta.url),
  `${JSON.stringify(CONFIGURATION_SCHEMA, null, 2)}\n`,
);
