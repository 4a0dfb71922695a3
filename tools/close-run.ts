/** Prints the closing lines of all runs of tests whose records are in the file named; fails where they are not as they have to be. */
import { readFileSync } from "node:fs";
import { closingLines, isGood, type RunRecord } from "./test-summary.ts";

const [file = ""] = process.argv.slice(2);
const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
// A door: the reporter wrote them.
const records = lines.map((line) => JSON.parse(line) as RunRecord);
console.log(closingLines(records).join("\n"));
if (!isGood(records)) process.exitCode = 1;
