import type { CreateReporter } from "./reporter.ts";

/** Loads one format. */
type LoadFormat = () => Promise<{ readonly createReporter: CreateReporter }>;

/** Every format of a scan's report by its name, in the order of the help; a new one is a file in `formats/` and a line here. */
export const FORMATS: ReadonlyMap<string, LoadFormat> = new Map<string, LoadFormat>([
  ["pretty", () => import("./formats/pretty.ts")],
  ["oneline", () => import("./formats/oneline.ts")],
  ["summary", () => import("./formats/summary.ts")],
  ["json", () => import("./formats/json.ts")],
  ["sarif", () => import("./formats/sarif.ts")],
  ["junit", () => import("./formats/junit.ts")],
  ["github", () => import("./formats/github.ts")],
  ["gitlab", () => import("./formats/gitlab.ts")],
  ["markdown", () => import("./formats/markdown.ts")],
  ["html", () => import("./formats/html.ts")],
  ["csv", () => import("./formats/csv.ts")],
  ["policyreport", () => import("./formats/policyreport.ts")],
  ["openreports", () => import("./formats/openreports.ts")],
]);
