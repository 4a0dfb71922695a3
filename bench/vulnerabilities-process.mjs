// Opens the store of the path and matches 500 packages of it; prints the seconds of both and the memory in MB: bench/vulnerabilities.ts.
// JavaScript, with what is built: what compiles TypeScript on its way in would work beside what is measured.
import { matchPackages, packageOfPurl } from "@watertight/core/images";
import { openStore } from "@watertight/images/feeds";

const ROUNDS = 15;
const PACKAGES = 500;

const [path = ""] = process.argv.slice(2);
const begun = performance.now();
const store = openStore(path);
const load = secondsSince(begun);

const packages = Array.from({ length: PACKAGES }, (_, index) =>
  packageOfPurl(
    index % 2 === 0
      ? `pkg:deb/debian/lib${index}@1.${50 + (index % 10)}-1?arch=amd64&upstream=source-${index * 19}`
      : `pkg:npm/library-${index * 37}@1.${50 + (index % 10)}.0`,
  ),
);
const distribution = { id: "debian", version: "12", name: "", codename: "" };
const seconds = [];
let matches = 0;
for (let round = 0; round < ROUNDS; round += 1) {
  const start = performance.now();
  matches = matchPackages(packages, distribution, store).matches.length;
  seconds.push(secondsSince(start));
}
store.close();
const [first, ...rest] = seconds;
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ load, first, match: Math.min(...rest), megabytes, matches }));

/** @param {number} start */
function secondsSince(start) {
  return (performance.now() - start) / 1000;
}
