/* Loaded before a program: when it ends, it leaves what it took, as `process.resourceUsage` has it, in the file that WATERTIGHT_USAGE names. */
import { writeFileSync } from "node:fs";

process.on("exit", () => {
  writeFileSync(process.env["WATERTIGHT_USAGE"] ?? "", JSON.stringify(process.resourceUsage()));
});
