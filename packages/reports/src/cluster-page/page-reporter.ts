import { ownersIn } from "@watertight/core/cluster";
import { type Finding, headingOf } from "@watertight/core/findings";
import type { SnapshotObject } from "@watertight/core/snapshot";
import { createReportDetails } from "../formats/html/details.ts";
import { createReporter as createJsonReporter } from "../formats/json.ts";
import { safeJson } from "../json/safe-json.ts";
import { createPage } from "../page/page.ts";
import type { CreateReporter, ReportContext } from "../reporter.ts";
import { createObjectOf } from "../text/object-of.ts";
import { answersOf, type ClusterAnswers } from "./cluster-documents.ts";
import { complianceJson, createCompliance } from "./compliance-json.ts";
import type { ClusterPageInput } from "./input.ts";
import { objectsJson, pageObjectsOf } from "./objects-json.ts";
import { overviewJson } from "./overview-json.ts";
import { namespaceOfReference } from "./owner-of.ts";
import { whatIfDocuments } from "./what-if-json.ts";

/**
 * The page of a cluster: the report of a scan, and what every engine of its world says, in one file without anything from elsewhere. The
 * overview comes first: it is shown before the others are unpacked.
 */
export function createClusterPage(input: ClusterPageInput): CreateReporter {
  return (context, write) => {
    const parts: string[] = [];
    const json = createJsonReporter(context, (text) => {
      parts.push(text);
    });
    const details = createReportDetails(context);
    const findings: Finding[] = [];
    const isComplete = { value: true };
    const assessed = {
      ...{ snapshot: context.snapshot, catalogue: input.catalogue },
      running: new Set(context.checks.map(({ id }) => id)),
      unassessedBy: input.unassessedBy,
      get complete() {
        return isComplete.value;
      },
    };
    const compliance = createCompliance(assessed);
    return {
      finding: (finding) => {
        json.finding(finding);
        details.add(finding);
        compliance.add(finding);
        findings.push(finding);
      },
      setAside: (finding) => {
        json.setAside?.(finding);
        // What a baseline knows is broken all the same.
        compliance.add(finding);
      },
      end: (summary) => {
        isComplete.value = !summary.incomplete;
        json.end(summary);
        const results = compliance.results();
        const { cluster } = input;
        const answers: ClusterAnswers | undefined =
          cluster && answersOf(cluster, input, summary.incomplete);
        const ownerOfObject = ownersIn(context.snapshot, input.ownerKey);
        const objects = pageObjectsOf(context.snapshot, hasFindings(findings));
        const whatIf = whatIfDocuments(input, context.snapshot, objects);
        const page = createPage(
          {
            ...{ title: "Watertight", tool: context.tool, asset: context.page() },
            hasEngine: whatIf.length > 0,
          },
          write,
        );
        const overview = overviewJson({
          ...{ input, context, summary, findings, compliance: results, answers },
          ownerOf: ownerOfFindings(context, ownerOfObject),
        });
        page.document("overview", [safeJson(overview)]);
        page.document("report", parts);
        page.document("report-details", [safeJson(details.json())]);
        page.document("objects", objectsJson(objects, ownerOfObject));
        page.document("compliance", [complianceJson(results, assessed, objects, input.time)]);
        for (const [name, text] of answers?.documents ?? []) page.document(name, [text]);
        for (const [name, text] of whatIf) page.document(name, [text]);
        for (const { name, json: text } of input.given) page.document(name, [text]);
        page.end();
      },
    };
  };
}

function ownerOfFindings(
  context: ReportContext,
  ownerOfObject: ReturnType<typeof ownersIn>,
): (finding: Finding) => string {
  const objectOf = createObjectOf(context.snapshot);
  const known = new Map<SnapshotObject, string>();
  return (finding) => {
    const entry = objectOf(finding);
    if (!entry) return "";
    const owner = known.get(entry) ?? ownerOfObject(entry, namespaceOfReference(entry.reference));
    known.set(entry, owner);
    return owner;
  };
}

function hasFindings(findings: readonly Finding[]): (entry: SnapshotObject) => boolean {
  const found = new Set(findings.map(({ object }) => headingOf(object)));
  return ({ reference }) => found.has(headingOf(reference));
}
