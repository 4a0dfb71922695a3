/** A fact about the cluster that the objects do not show, and how it is known. */
export interface Assumption<Value> {
  readonly value: Value;
  readonly known: "observed" | "configured" | "defaulted";
}

/** What verdicts rest on beyond the objects. Later engines add theirs (CNI, authorizers, admission configuration). */
export interface Assumptions {
  /** Minor version of Kubernetes, as `v1.37`. */
  readonly kubernetesVersion: Assumption<string>;
  /** Whether the input is everything in the cluster, so that what is absent does not exist. */
  readonly wholeCluster: Assumption<boolean>;
  /** What was changed of the input for the question, in whole sentences; absent where nothing was. */
  readonly changes?: readonly string[];
}
