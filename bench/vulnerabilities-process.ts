/** Opens the store of the path and matches 500 packages of it; prints the seconds of both and the memory in MB. */
import { matchPackages, type Package, packageOfPurl } from "@watertight/core/images";
import { openStore } from "@watertight/images/feeds";
import { median } from "./figure.ts";

const ROUNDS = 15;
const PACKAGES = 500;

const [path = ""] = process.argv.slice(2);
// Seconds of the processor: others may be at work on the machine.
const begun = process.cpuUsage();
const store = openStore(path);
const load = secondsSince(begun);

const packages = Array.from({ length: PACKAGES }, (_, index): Package => {
  const purl =
    index % 2 === 0
      ? `pkg:deb/debian/lib${index}@1.${50 + (index % 10)}-1?arch=amd64&upstream=source-${index * 19}`
      : `pkg:npm/library-${index * 37}@1.${50 + (index % 10)}.0`;
  const item = packageOfPurl(purl);
  if (item === undefined) throw new Error(`${purl} is no package URL.`);
  return item;
});
const distribution = { id: "debian", version: "12", name: "", codename: "" };
const seconds: number[] = [];
let matches = 0;
for (let round = 0; round < ROUNDS; round += 1) {
  const start = process.cpuUsage();
  matches = matchPackages(packages, distribution, store).matches.length;
  seconds.push(secondsSince(start));
}
store.close();
const [first = 0, ...rest] = seconds;
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ load, first, match: median(rest), megabytes, matches }));

function secondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000_000;
}
