export { isSnapshotFile, SNAPSHOT_MAGIC_BYTES } from "./snapshot-file/format.ts";
