import type { Labels } from "../../kubernetes/selectors.ts";
import { nameOfWorkload, type Workload } from "../endpoint.ts";
import type { Protocol } from "../ports.ts";

/** One end of a connection that a cluster needs. */
export type NeedEnd =
  | { readonly kind: "workload"; readonly workload: Workload }
  /** Pods that the input does not hold, by what is known of them; without labels all of the namespace. */
  | { readonly kind: "selected"; readonly namespace: string; readonly labels: Labels }
  /** Addresses outside, in CIDR notation. */
  | { readonly kind: "outside"; readonly cidr: string; readonly except: readonly string[] }
  /** Where the API server listens; empty where nobody says. */
  | { readonly kind: "api-server"; readonly cidrs: readonly string[] }
  /** A host outside by its name. */
  | { readonly kind: "host"; readonly host: string };

/** A connection that has to stay open. `port` is that of the pod, after Services have translated it. */
export interface Need {
  readonly from: NeedEnd;
  readonly to: NeedEnd;
  readonly protocol: Protocol;
  readonly port: number;
  /** Whole clauses on where it is said or seen, sorted. */
  readonly because: readonly string[];
}

/** What was found to be needed, what could not be resolved and what was taken for granted. */
export interface Needs {
  readonly needs: readonly Need[];
  /** Whole sentences on names and backends that lead nowhere in the input. */
  readonly unresolved: readonly string[];
  /** Whole sentences. */
  readonly assumptions: readonly string[];
}

/** What may be needed or not, and is not let through as nothing shows that it is. */
export interface LeftOut {
  readonly from: Workload;
  readonly to: NeedEnd;
  /** A clause. */
  readonly because: string;
  /** The flag that adds it: `--api-client shop/web`. */
  readonly flag: string;
}

/** The end as people read it. */
export function nameOfEnd(end: NeedEnd): string {
  switch (end.kind) {
    case "workload":
      return nameOfWorkload(end.workload);
    case "selected": {
      const labels = Object.entries(end.labels).map(([key, value]) => `${key}=${value}`);
      return labels.length === 0
        ? `pods of ${end.namespace}`
        : `pods ${labels.join(",")} of ${end.namespace}`;
    }
    case "outside":
      return end.except.length === 0 ? end.cidr : `${end.cidr} except ${end.except.join(", ")}`;
    case "api-server":
      return end.cidrs.length === 0 ? "the API server" : `the API server (${end.cidrs.join(", ")})`;
    case "host":
      return end.host;
  }
}

/** `a[Deployment] => b[Deployment] : TCP 80`. */
export function nameOfNeed({ from, to, protocol, port }: Need): string {
  return `${nameOfEnd(from)} => ${nameOfEnd(to)} : ${protocol} ${port}`;
}

/** The same connections, each once, sorted. */
export function mergedNeeds(needs: readonly Need[]): readonly Need[] {
  const byName = new Map<string, Need>();
  for (const need of needs) {
    const name = nameOfNeed(need);
    const known = byName.get(name);
    const because = [...new Set([...(known?.because ?? []), ...need.because])].sort();
    byName.set(name, { ...need, because });
  }
  return [...byName].sort(([a], [b]) => compareText(a, b)).map(([, need]) => need);
}

export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
