import {
  type FactDocument,
  type FactObject,
  objectOfFacts,
  type PlacedFact,
} from "../snapshot/facts.ts";
import type { Snapshot, SourceObject } from "../snapshot/snapshot.ts";
import { aksFacts } from "./aks.ts";
import type { CloudFacts } from "./cloud-facts.ts";
import { eksFacts } from "./eks.ts";
import { gkeFacts } from "./gke.ts";
import { createInventory } from "./inventory.ts";
import { resourcesOfManifests } from "./manifests.ts";
import { plugInFacts } from "./plug-ins.ts";
import { recognise } from "./recognise.ts";

/**
 * What documents of clouds and the objects of a snapshot that describe clusters show, as objects of facts: `CloudCluster`,
 * `CloudNodePool`, `CloudNode` and `CloudAdmin`. Documents may be of any provider and shape; what one says of another, as the route
 * table of a node group's subnet, is joined by ids and, in a plan of Terraform, by what the configuration refers to.
 */
export function cloudFactsOf(
  documents: readonly FactDocument[],
  snapshot?: Pick<Snapshot, "ofKind">,
): readonly SourceObject[] {
  const inventory = createInventory([
    ...documents.flatMap(recognise),
    ...(snapshot ? resourcesOfManifests(snapshot) : []),
  ]);
  return [
    ...eksFacts(inventory),
    ...aksFacts(inventory),
    ...gkeFacts(inventory),
    ...plugInFacts(inventory),
  ].map((each) => objectOfFacts(withProvider(each)));
}

function withProvider({ provider, cluster, facts, ...rest }: CloudFacts): FactObject {
  const named: readonly (readonly [string, PlacedFact])[] = [
    ["provider", { value: provider, at: rest.at }],
    ["cluster", { value: cluster, at: rest.at }],
  ];
  return { ...rest, facts: new Map([...named, ...facts]) };
}
