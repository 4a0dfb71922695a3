import { BENCHMARK_ROWS } from "./table.ts";

/** What a control asks for. */
type Ask =
  | { readonly kind: "mode"; readonly file: string; readonly mode: number }
  | { readonly kind: "owner"; readonly file: string; readonly owner: string }
  | { readonly kind: "set"; readonly topic: string; readonly what: string }
  | { readonly kind: "ask"; readonly topic: string }
  | { readonly kind: "other" };

export interface BenchmarkControl {
  readonly id: string;
  /** What the benchmark itself says of how it is judged. */
  readonly assessment: "automated" | "manual";
  readonly ask: Ask;
}

/** Every benchmark by its id, as kube-bench names them; made when it is first asked. */
export function benchmarks(): ReadonlyMap<string, readonly BenchmarkControl[]> {
  made ??= parsedRows(BENCHMARK_ROWS);
  return made;
}

let made: ReadonlyMap<string, readonly BenchmarkControl[]> | undefined;

function parsedRows(rows: string): ReadonlyMap<string, readonly BenchmarkControl[]> {
  const found = new Map<string, BenchmarkControl[]>();
  const lists = new Map<string, string>();
  let controls: BenchmarkControl[] = [];
  for (const row of rows.split("\n")) {
    const [first = "", second = "", kind = "", ...rest] = row.split(" ");
    if (first === "=") lists.set(second, kind);
    else if (first === "#") found.set(second, (controls = []));
    else if (first !== "") {
      const assessment = second === "m" ? "manual" : "automated";
      controls.push({ id: first, assessment, ask: askOf(kind, rest, lists) });
    }
  }
  return found;
}

function askOf(
  kind: string,
  [topic = "", what = ""]: readonly string[],
  lists: ReadonlyMap<string, string>,
): Ask {
  switch (kind) {
    case "mode":
      return { kind, file: topic, mode: Number.parseInt(what, 8) };
    case "owner":
      return { kind, file: topic, owner: what };
    case "set":
      return { kind, topic, what: lists.get(what) ?? what };
    case "ask":
      return topic === "" ? { kind: "other" } : { kind, topic };
    default:
      return { kind: "other" };
  }
}

/** The CIS benchmark by the minor version of Kubernetes; the newest for what is newer (`kubernetesVersionToBenchmark` of kube-bench). */
const CIS_SINCE: readonly (readonly [minor: number, benchmark: string])[] = [
  [15, "cis-1.5"],
  [16, "cis-1.6"],
  [19, "cis-1.20"],
  [22, "cis-1.23"],
  [24, "cis-1.24"],
  [25, "cis-1.7"],
  [26, "cis-1.8"],
  [27, "cis-1.9"],
  [28, "cis-1.10"],
  [29, "cis-1.11"],
  [32, "cis-1.12"],
];

/** The newest benchmark of each provider, and of k3s and its like. */
const OF_PROVIDER: readonly (readonly [version: RegExp, benchmark: string])[] = [
  [/-eks-/, "eks-1.8.0"],
  [/-gke\./, "gke-1.9.0"],
  [/\+k3s/, "k3s-cis-1.9"],
  [/\+rke2/, "rke2-cis-1.8"],
];

/** The benchmark for the version that a kubelet names; the newest CIS benchmark where it names none. */
export function benchmarkFor(kubeletVersion: string): string {
  const provider = OF_PROVIDER.find(([version]) => version.test(kubeletVersion))?.[1];
  if (provider !== undefined) return provider;
  const minor = Number(/^v?1\.(\d{1,3})/.exec(kubeletVersion)?.[1] ?? Number.NaN);
  const fitting =
    CIS_SINCE.findLast(([since]) => minor >= since) ?? CIS_SINCE.at(Number.isNaN(minor) ? -1 : 0);
  return fitting?.[1] ?? "cis-1.12";
}
