/** The door for tests, conformance and benchmarks of other packages; what is built may not use it. */
export { type SnapshotOptions, snapshotOf, wholeSnapshotOf } from "./snapshot.ts";
