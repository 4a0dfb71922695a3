/** Validates the objects of the path; prints the seconds of that, and of reading the same objects from YAML and from JSON. */
import type { KubernetesObject } from "@watertight/core/kubernetes";
import { validateObject } from "@watertight/core/validation";
import { readManifests } from "@watertight/manifests";
import { load } from "js-yaml";
import { stringify } from "yaml";
import { median } from "./figure.ts";

const ROUNDS = 10;
// Rounds that are the compiler's.
const WARM_UP = 3;

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
// What is not validated would only be parsed; what holds files of other programs is text to every reader.
const objects = snapshot.objects
  .map(({ object }) => object)
  .filter(({ kind }) => !["CustomResourceDefinition", "ConfigMap", "Secret"].includes(kind));
const json = objects.map((object) => JSON.stringify(object));
const yaml = objects.map((object) => stringify(object, { aliasDuplicateObjects: false }));

const seconds = { validated: [0], json: [0], yaml: [0] };
let errors = 0;
for (let round = 0; round < WARM_UP + ROUNDS; round++) {
  const fromYaml = timed(() => yaml.map((text) => load(text)));
  // Fresh objects each time: none has been looked at before.
  const fromJson = timed(() => json.map((text) => JSON.parse(text) as KubernetesObject));
  const validated = timed(() => fromJson.result.map((object) => validateObject(object).length));
  errors = validated.result.reduce((sum, count) => sum + count, 0);
  if (round < WARM_UP) continue;
  seconds.yaml.push(fromYaml.seconds);
  seconds.json.push(fromJson.seconds);
  seconds.validated.push(validated.seconds);
}
console.log(
  JSON.stringify({
    validated: median(seconds.validated.slice(1)),
    json: median(seconds.json.slice(1)),
    yaml: median(seconds.yaml.slice(1)),
    errors,
    objects: objects.length,
  }),
);

function timed<Result>(run: () => Result): { readonly seconds: number; readonly result: Result } {
  const start = performance.now();
  const result = run();
  return { seconds: (performance.now() - start) / 1000, result };
}
