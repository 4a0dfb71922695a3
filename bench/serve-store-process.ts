/** Stores 500,000 findings of one cluster in a file, and asks for some; prints seconds and the most memory. */
import { createStore, type FoundFinding, openDatabase } from "@watertight/store";

const [place = "", count = "500000"] = process.argv.slice(2);
const store = await createStore(await openDatabase(place), Date.now);
const TOGETHER = 20_000;
const clusters = Number(count) / TOGETHER;
const SEVERITIES = ["info", "low", "medium", "high", "critical"] as const;

/** Findings as large as those of scans. */
function found(cluster: number, number: number): FoundFinding {
  const name = `workload-${number % 2000}`;
  const object = {
    ...{ apiVersion: "apps/v1", kind: "Deployment", namespace: `team-${number % 40}`, name },
  };
  const plain = {
    check: `check-${number % 300}`,
    severity: SEVERITIES[number % 5] ?? "info",
    fingerprint: `${cluster * TOGETHER + number}`.padStart(32, "0"),
    object,
    message: `container "${name}" may do what it need not do, by the field that is named here`,
  };
  const location = {
    file: "https://api.example.com",
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
  };
  return {
    ...plain,
    document: JSON.stringify({ ...plain, path: "spec.template", location, fix: null }),
  };
}

let start = performance.now();
for (let cluster = 0; cluster < clusters; cluster += 1) {
  const findings = Array.from({ length: TOGETHER }, (_, number) => found(cluster, number));
  await store.recordPicture(
    { cluster: `c${cluster}`, at: cluster, seen: undefined, tell: () => Promise.resolve() },
    {
      ...{ source: "bench", kubernetesVersion: "v1.36", facts: "{}", gaps: [] },
      ...{ objects: [], findings },
    },
  );
}
const written = (performance.now() - start) / 1000;
start = performance.now();
for (let round = 0; round < 20; round += 1) {
  await store.findings("all", {
    filter: { states: ["open"], severities: ["critical"], clusters: [`c${round}`] },
    ...{ order: "severity", limit: 100 },
  });
}
const page = (performance.now() - start) / 20_000;
start = performance.now();
await store.counts("all", { filter: { states: ["open"] }, by: ["severity"] });
const counts = (performance.now() - start) / 1000;
const { count: stored } = (await store.counts("all", { filter: {}, by: [] }))[0] ?? { count: 0 };
await store.close();
const memory = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ written, page, counts, stored, memory }));
