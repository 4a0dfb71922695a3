export { createFrameworkReporter } from "./framework.ts";
export type {
  CreateReporter,
  NamespaceOfWorld,
  ReportContext,
  Reporter,
  Summary,
} from "./reporter.ts";
