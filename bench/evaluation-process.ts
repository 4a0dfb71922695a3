/** Reads what the path holds and asks every check about it; prints the seconds of the asking. The first round is what a command pays. */

import { builtInChecks } from "@watertight/core/checks";
import { createCluster } from "@watertight/core/cluster";
import { evaluate, routeChecks } from "@watertight/core/scan";
import { readManifests } from "@watertight/manifests";

/** As many as a scan examines together. */
const TOGETHER = 48;
const [path = "."] = process.argv.slice(2);
const snapshot = await readManifests({
  paths: [path],
  stdin: async function* () {},
  workingDirectory: process.cwd(),
  environment: {},
  exclude: [],
  charts: "report",
  kustomizations: "report",
  helmValues: [],
  helmSet: [],
  kubernetesVersion: "v1.37",
  assumptions: {
    kubernetesVersion: { value: "v1.37", known: "defaulted" },
    wholeCluster: { value: false, known: "defaulted" },
  },
});
const start = performance.now();
const cluster = createCluster(snapshot);
const routes = routeChecks(builtInChecks());
let violations = 0;
for (let from = 0; from < snapshot.objects.length; from += TOGETHER) {
  const objects = snapshot.objects.slice(from, from + TOGETHER);
  for (const { ofObject, ofPods } of evaluate(objects, cluster, routes)) {
    violations += ofObject.length;
    for (const { statements } of ofPods) violations += statements.length;
  }
}
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ seconds, violations, objects: snapshot.objects.length }));
