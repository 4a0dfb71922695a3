export { type ChangedSnapshot, changeSnapshot } from "./change-snapshot.ts";
export { changesOfPatch, type NamedPatch, patchesOf } from "./kustomize-patches.ts";
export type { Change, ReadChanges, Source, Target } from "./model.ts";
export { changesIn } from "./read-changes.ts";
