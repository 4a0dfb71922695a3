import type { Check } from "@watertight/core/checks";
import { type Finding, pathAndMessage, positionOf } from "@watertight/core/findings";
import { stringify } from "yaml";
import type { CreateReporter } from "../../reporter.ts";
import { createChunks } from "../../text/chunks.ts";
import { sanitize } from "../../text/sanitize.ts";

/** Which of the two API groups, which have the same results. */
interface Flavor {
  readonly apiVersion: string;
  readonly namespaced: string;
  readonly cluster: string;
  /** What only one of them has beside the results. */
  readonly more: Readonly<Record<string, string>>;
}

/** One report a namespace, and one for objects that name none. */
export function resultsReporter(flavor: Flavor): CreateReporter {
  return ({ checks }, write) => {
    const byNamespace = new Map<string, Result[]>();
    const checksById = new Map(checks.map((check) => [check.id, check]));
    const add = (finding: Finding, result: Result["result"]): void => {
      const namespace = sanitize(finding.object.namespace ?? "");
      const results = byNamespace.get(namespace) ?? [];
      byNamespace.set(namespace, results);
      results.push(resultOf(finding, result, checksById.get(finding.check)));
    };
    return {
      finding: (finding) => {
        add(finding, "fail");
      },
      setAside: (finding) => {
        add(finding, "skip");
      },
      end: () => {
        const chunks = createChunks(write);
        let separator = "";
        for (const [namespace, results] of byNamespace) {
          chunks.add(`${separator}${documentOf(namespace, results, flavor)}`);
          separator = "---\n";
        }
        chunks.end();
      },
    };
  };
}

interface Result {
  readonly source: "watertight";
  readonly policy: string;
  readonly category: string;
  readonly severity: string;
  readonly result: "fail" | "skip";
  readonly scored: boolean;
  readonly message: string;
  readonly resources: readonly Readonly<Record<string, string>>[];
  readonly properties: Readonly<Record<string, string>>;
}

function documentOf(namespace: string, results: readonly Result[], flavor: Flavor): string {
  const skip = results.filter(({ result }) => result === "skip").length;
  const document = {
    apiVersion: flavor.apiVersion,
    kind: namespace === "" ? flavor.cluster : flavor.namespaced,
    metadata: namespace === "" ? { name: "watertight" } : { name: "watertight", namespace },
    ...flavor.more,
    summary: { pass: 0, fail: results.length - skip, warn: 0, error: 0, skip },
    results,
  };
  return stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
}

function resultOf(finding: Finding, result: Result["result"], check: Check | undefined): Result {
  const { object, fingerprint, location, container, exception } = finding;
  const properties = {
    fingerprint,
    location: positionOf(location),
    path: finding.path,
    ...(container === undefined ? {} : { container }),
    ...(exception ? { exception: exception.reason } : {}),
  };
  return {
    source: "watertight",
    policy: finding.check,
    category: check?.topic ?? "watertight",
    severity: finding.severity,
    result,
    scored: true,
    message: sanitize(pathAndMessage(finding)),
    resources: [sanitized({ ...object })],
    properties: sanitized(properties),
  };
}

function sanitized(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, sanitize(text)]));
}
