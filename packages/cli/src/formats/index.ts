import { createCsvReporter } from "./csv.ts";
import type { FormatName } from "./format-name.ts";
import { createGithubReporter } from "./github.ts";
import { createGitlabReporter } from "./gitlab.ts";
import { createHtmlReporter } from "./html.ts";
import { createJsonReporter } from "./json.ts";
import { createJunitReporter } from "./junit.ts";
import { createMarkdownReporter } from "./markdown.ts";
import { createOpenReporter, createPolicyReporter } from "./policy-report.ts";
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
  gitlab: createGitlabReporter,
  markdown: createMarkdownReporter,
  html: createHtmlReporter,
  csv: createCsvReporter,
  policyreport: createPolicyReporter,
  openreports: createOpenReporter,
};
