import type { ControlResult } from "@watertight/core/nodes";
import { sanitize } from "../text/sanitize.ts";
import { type NodeReport } from "./report.ts";

/** `nodes evaluate -o junit`: a suite a node, a case a control; what was not judged is skipped, with the reason. */
export function nodesJunit({ evaluations }: NodeReport): string {
  const suites = evaluations.map(({ node, benchmark, results }) => {
    const count = (...statuses: readonly ControlResult["status"][]): number =>
      results.filter(({ status }) => statuses.includes(status)).length;
    const head = `<testsuite name="${xml(`${node} ${benchmark}`)}" tests="${results.length}" failures="${count("fail")}" errors="0" skipped="${count("manual", "not-applicable", "unknown")}">`;
    return `${head}\n${results.map((each) => caseXml(each, benchmark)).join("")}</testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Watertight">\n${suites.join("")}</testsuites>\n`;
}

function caseXml(result: ControlResult, benchmark: string): string {
  const { control, title, status, seen, where, wanted, reason, remediation } = result;
  const name = `${control} ${title}`;
  const open = `<testcase name="${xml(name)}" classname="${xml(benchmark)}"`;
  if (status === "pass") return `${open}/>\n`;
  if (status === "fail") {
    const text = [`seen: ${seen} (${where})`, `wanted: ${wanted}`, reason, remediation];
    const body = text.filter((line) => line !== "").join("\n");
    return `${open}><failure message="${xml(`${seen}, wanted ${wanted}`)}">${body.split("\n").map(xml).join("\n")}</failure></testcase>\n`;
  }
  return `${open}><skipped message="${xml(`${status}: ${reason}`)}"/></testcase>\n`;
}

function xml(text: string): string {
  return sanitize(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
