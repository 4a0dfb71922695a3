/*
 * Loaded before a program: when it ends, it leaves a heap snapshot in the folder that WATERTIGHT_MEMORY names, with all that
 * is then in use.
 */
import { join } from "node:path";
import { writeHeapSnapshot } from "node:v8";

process.on("exit", () => {
  writeHeapSnapshot(join(process.env["WATERTIGHT_MEMORY"] ?? "", "program.heapsnapshot"));
});
