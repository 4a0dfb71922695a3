/** The formats of `-o`, in the order of the help; kept apart so that reading the arguments loads no format. */
export const FORMAT_NAMES = [
  "pretty",
  "json",
  "sarif",
  "junit",
  "github",
  "gitlab",
  "markdown",
  "html",
  "csv",
  "policyreport",
  "openreports",
] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];
