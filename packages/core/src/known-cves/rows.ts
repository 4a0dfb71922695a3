import { type Cluster, clusterFact } from "../cluster/cluster.ts";
import type { CveFacts, CveJudge, JudgedCve } from "../versions/cves/judge.ts";
import { componentsIn, type FoundComponent, type FoundComponents } from "./components.ts";
import { READINGS } from "./readings.ts";

/** What a cluster says of records besides versions; of one of its components where one is meant. */
export function cveFactsOf(cluster: Cluster, component?: FoundComponent): CveFacts {
  return (record, version) => READINGS.get(record.id)?.read({ cluster, version, component }) ?? {};
}

/** The components that a cluster shows. */
export const componentsOf: (cluster: Cluster) => FoundComponents = clusterFact(({ snapshot }) =>
  componentsIn(snapshot),
);

/** A component of a cluster with every CVE that records have of it. */
export interface ComponentCves {
  readonly component: FoundComponent;
  readonly judged: readonly JudgedCve[];
}

/** What a cluster has, by what it was given to judge with; nothing where that is nothing. */
export const judgedIn: (cluster: Cluster) => readonly ComponentCves[] = clusterFact((cluster) =>
  cluster.knownCves ? knownCvesOf(cluster, cluster.knownCves) : [],
);

/** Every component of a cluster that records know, judged. */
export function knownCvesOf(cluster: Cluster, judge: CveJudge): readonly ComponentCves[] {
  return componentsOf(cluster).found.flatMap((component) => {
    const answer = judge.judge(
      component.component,
      component.version,
      cveFactsOf(cluster, component),
    );
    return "problem" in answer ? [] : [{ component, judged: answer.judged }];
  });
}
