// Runs everything that `npm run check` promises, two parts at a time: the tests take as long as all the rest.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
/** The scripts of package.json; those of one lane run one after another, as `shipped` and the documents need what `types` builds. */
const LANES = [
  ["test"],
  ["types", "shipped", "docs:check", "lint:format", "lint:code", "layers", "unused"],
];

const failed = (await Promise.all(LANES.map(runLane))).flat();
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.map((script) => `npm run ${script}`).join(", ")}`);
  process.exitCode = 1;
}

async function runLane(scripts) {
  const found = [];
  for (const script of scripts) if (!(await passes(script))) found.push(script);
  return found;
}

/** Prints what a script said when it ends, so that two do not mix. */
function passes(script) {
  const start = performance.now();
  return new Promise((resolve) => {
    const child = spawn("npm", ["run", "--silent", script], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    const said = [];
    child.stdout.on("data", (chunk) => said.push(chunk));
    child.stderr.on("data", (chunk) => said.push(chunk));
    child.on("error", (error) =>
      said.push(Buffer.from(`npm could not be started: ${error.message}\n`)),
    );
    child.on("close", (status) => {
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      const verdict = status === 0 ? "passed" : `failed with status ${status}`;
      process.stdout.write(`\n${script} ${verdict} in ${seconds} s\n${Buffer.concat(said)}`);
      resolve(status === 0);
    });
  });
}
