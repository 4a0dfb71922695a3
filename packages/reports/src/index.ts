export { createFrameworkReporter } from "./framework.ts";
export type { CreateReporter, ReportContext, Reporter, Summary } from "./reporter.ts";
