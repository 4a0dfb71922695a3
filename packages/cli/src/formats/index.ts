import type { FormatName } from "./format-name.ts";
import { createGithubReporter } from "./github.ts";
import { createJsonReporter } from "./json.ts";
import { createJunitReporter } from "./junit.ts";
import { createPrettyReporter } from "./pretty.ts";
import type { CreateReporter } from "./reporter.ts";
import { createSarifReporter } from "./sarif.ts";

/** Every output format of `scan`; import this file lazily. */
export const reporters: Readonly<Record<FormatName, CreateReporter>> = {
  pretty: createPrettyReporter,
  json: createJsonReporter,
  sarif: createSarifReporter,
  junit: createJunitReporter,
  github: createGithubReporter,
};
