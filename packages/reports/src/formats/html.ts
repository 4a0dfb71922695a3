import { safeJson } from "../json/safe-json.ts";
import { createPage } from "../page/page.ts";
import type { CreateReporter } from "../reporter.ts";
import { createReportDetails } from "./html/details.ts";
import { createReporter as createJsonReporter } from "./json.ts";

/** One page without anything from elsewhere: the report of `-o json`, what a page shows beside it, and the program that shows both. */
export const createReporter: CreateReporter = (context, write) => {
  const parts: string[] = [];
  const json = createJsonReporter(context, (text) => {
    parts.push(text);
  });
  const details = createReportDetails(context);
  return {
    finding: (finding) => {
      json.finding(finding);
      details.add(finding);
    },
    setAside: (finding) => {
      json.setAside?.(finding);
    },
    end: (summary) => {
      json.end(summary);
      const page = createPage(
        { title: "Watertight report", tool: context.tool, asset: context.page() },
        write,
      );
      page.document("report", parts);
      page.document("report-details", [safeJson(details.json())]);
      page.end();
    },
  };
};
