/** Reads what the path holds and asks every check about it; prints the seconds of the asking. The first round is what a command pays. */

import { builtInChecks } from "@watertight/core/checks";
import { createCluster } from "@watertight/core/cluster";
import { routeChecks } from "@watertight/core/scan";
import { readManifests } from "@watertight/manifests";

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
for (const object of snapshot.objects) {
  const { ofObject, ofPods } = routes.of(object);
  for (const check of ofObject) violations += count(check.evaluate(object, cluster));
  for (const pod of object.podTemplates) {
    for (const check of ofPods(pod)) violations += count(check.evaluate(pod, { cluster, object }));
  }
}
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ seconds, violations, objects: snapshot.objects.length }));

function count(violations: Iterable<unknown>): number {
  return [...violations].length;
}
