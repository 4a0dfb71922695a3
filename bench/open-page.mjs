// Opens a page in a Chromium of its own and prints the seconds from the start of loading to its first rows: bench/page.ts.
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, page] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-dev-shm-usage"],
});
const tab = await browser.newPage();
const begin = performance.now();
await tab.goto(pathToFileURL(page).href, { waitUntil: "commit" });
await tab.waitForSelector('[role="row"]');
console.log((performance.now() - begin) / 1000);
await browser.close();
