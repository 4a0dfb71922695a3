import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { resolve } from "node:path";
import { collectNodeFacts, createKey, signFacts } from "@watertight/node-agent";
import { sanitize } from "@watertight/reports/text";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN } from "../../../ending.ts";
import { writeText } from "../../../files.ts";

/** `node collect`. */
export const run: Run = async (args, context) => {
  if (args.flag("cluster")) {
    const { collectFromCluster } = await import("./cluster.ts");
    return collectFromCluster(args, context);
  }
  const text = `${JSON.stringify(documentOf(args, context), null, 2)}\n`;
  const file = args.value("output");
  if (file === undefined || file === "-") context.stdout.write(text);
  else await writeText(file, text, "The facts", context);
  return CLEAN;
};

function documentOf(args: Arguments, context: Context): unknown {
  const given = args.value("root");
  const root = given === undefined ? "/" : resolve(context.workingDirectory, given);
  const running = root === "/" || args.flag("running");
  const node = args.value("node") ?? nameIn(root);
  const time = new Date().toISOString();
  const facts = collectNodeFacts({
    root,
    node,
    tool: `watertight ${context.version}`,
    time,
    running,
    processes: running,
    hostNetwork: root === "/",
    privileged: process.getuid?.() === 0,
  });
  remark(facts["notRead"], args, context);
  const nonce = args.value("nonce");
  return nonce === undefined
    ? facts
    : signFacts(JSON.stringify(facts), { node, time, nonce }, createKey());
}

/** Of a file system that is not this machine's own name is in its /etc/hostname. */
function nameIn(root: string): string {
  if (root === "/") return hostname();
  try {
    return readFileSync(resolve(root, "etc/hostname"), "utf8").trim().split("\n")[0] || "node";
  } catch {
    return "node";
  }
}

function remark(notRead: unknown, args: Arguments, { stderr }: Context): void {
  const count = Array.isArray(notRead) ? notRead.length : 0;
  if (count === 0 || args.flag("quiet")) return;
  const what = count === 1 ? "One part of the node was" : `${count} parts of the node were`;
  stderr.write(sanitize(`${what} not read; the facts name them in notRead.`).concat("\n"));
}
