/*
 * What reading a cluster takes at the least: every page of the lists that are named on standard input, two lists at a time and at
 * the given rate, downloaded and thrown away. It prints the milliseconds from its start to its end, and how many bytes came.
 */
import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { setTimeout as wait } from "node:timers/promises";

const { url, authority, token, rate, paths } = JSON.parse(readFileSync(0, "utf8"));
const agent = new Agent({ keepAlive: true, ca: authority });
const apart = rate === undefined ? 0 : 1000 / rate;
let next = 0;
let bytes = 0;

/** @param {string} path @param {string} accept @returns {Promise<Buffer>} */
async function get(path, accept) {
  const now = performance.now();
  const turn = Math.max(now, next);
  next = turn + apart;
  if (turn > now) await wait(turn - now);
  const { hostname, port } = new URL(url);
  const headers = { Authorization: `Bearer ${token}`, Accept: accept };
  return new Promise((settle, fail) => {
    const asked = request({ hostname, port, path, agent, headers }, (answer) => {
      /** @type {Buffer[]} */
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () => {
        settle(Buffer.concat(chunks));
      });
      answer.on("error", fail);
    });
    asked.on("error", fail);
    asked.end();
  });
}

/** @param {{path: string, accept: string}} list */
async function read({ path, accept }) {
  let more = "";
  do {
    const body = await get(`${path}${more === "" ? "" : `&continue=${more}`}`, accept);
    bytes += body.length;
    const [, token = ""] = /"continue":"([^"]*)"/.exec(body.subarray(0, 1000).toString()) ?? [];
    more = encodeURIComponent(token);
  } while (more !== "");
}

const waiting = [...paths];
const worker = async () => {
  for (let list = waiting.shift(); list; list = waiting.shift()) await read(list);
};
await Promise.all([worker(), worker()]);
agent.destroy();
process.stdout.write(JSON.stringify({ bytes }));
