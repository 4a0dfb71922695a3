import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { structureOfKind } from "../../src/kubernetes/structure.ts";
import { randomAdmissionObject } from "./admission-objects.ts";
import { randomCoreObject } from "./core-objects.ts";
import { mutated } from "./mutate.ts";
import { randomNetworkPolicy } from "./network-objects.ts";
import { randomPod } from "./pod-objects.ts";
import { pick, type Random } from "./random.ts";
import { randomRbacObject } from "./rbac-objects.ts";
import { randomServiceObject } from "./service-objects.ts";
import { randomWorkload } from "./workload-objects.ts";

const MAKERS: readonly ((random: Random) => KubernetesObject)[] = [
  randomRbacObject,
  randomNetworkPolicy,
  randomPod,
  randomWorkload,
  randomServiceObject,
  randomCoreObject,
  randomAdmissionObject,
];

/** An object of a kind that is validated: two in five as they should be, the others with one to three fields changed. */
export function randomObject(random: Random): KubernetesObject {
  const object = pick(random, MAKERS)(random);
  const structure = structureOfKind(object.apiVersion, object.kind);
  if (structure === undefined) throw new Error(`${object.kind} is not in the schema`);
  const times = Math.max(0, Math.floor(random() * 5) - 1);
  return mutated(random, object, structure, times);
}
