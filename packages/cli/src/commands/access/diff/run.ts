import { type AccessPicture, compareAccess } from "@watertight/core/access";
import { showsAll } from "@watertight/core/snapshot";
import { comparisonHead, documentHead } from "@watertight/reports/json";
import { sanitize } from "@watertight/reports/text";
import type { Run } from "../../../command.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, ended, endedIncomplete } from "../../../ending.ts";
import { configurationFor } from "../../../reading.ts";
import { type ReadAccess, readAccessOf } from "../reading.ts";
import { gainsOf } from "./changes.ts";
import { accessDiffJson } from "./json.ts";
import { accessDiffMarkdown } from "./markdown.ts";
import { accessDiffText } from "./text.ts";

/** `access diff`: what each subject gained and lost from the first path to the second. */
export const run: Run = async (args, context) => {
  const [oldPath = "", newPath = ""] = args.operands;
  const configuration = await configurationFor(args, context, [newPath]);
  const before = await readAccessOf([oldPath], args, context, configuration);
  const after = await readAccessOf([newPath], args, context, configuration);
  const old = before.authorizer.chain.modes;
  const now = after.authorizer.chain.modes;
  const changes = compareAccess(pictureOf(before), pictureOf(after));
  const notes = authorizerNotes(old, now);
  if (!args.flag("quiet")) {
    for (const note of notes) context.stderr.write(`${sanitize(note)}\n`);
  }
  const head = comparisonHead(documentHead(factsOf(before)), documentHead(factsOf(after)));
  context.stdout.write(formatOf(args.value("output"))(changes, notes, head));
  const gap = before.gap ?? after.gap;
  if (gap !== undefined) return endedIncomplete(gap);
  if (allowsAll(now) && !allowsAll(old)) return ended("Everybody may now do everything.");
  return gainsOf(changes) > 0 ? ended("Somebody gained rights.") : CLEAN;
};

function pictureOf({ authorizer, snapshot }: ReadAccess): AccessPicture {
  return { authorizer, isWhole: showsAll(snapshot) };
}

function formatOf(name: string | undefined): typeof accessDiffJson {
  if (name === "json") return accessDiffJson;
  return name === "markdown" ? accessDiffMarkdown : accessDiffText;
}

function allowsAll(modes: readonly string[]): boolean {
  return modes.includes("AlwaysAllow");
}

const COMPARED = new Set(["RBAC", "Node", "AlwaysAllow", "AlwaysDeny"]);

/** What the comparison of RBAC does not show, whole sentences. */
function authorizerNotes(old: readonly string[], now: readonly string[]): readonly string[] {
  const opaque = [...new Set([...old, ...now])].filter((mode) => !COMPARED.has(mode));
  return [
    ...(old.join() === now.join()
      ? []
      : [
          `The API server asked the authorizers ${old.join(", ")}, and now asks ${now.join(", ")}.`,
        ]),
    ...(allowsAll(now) && !allowsAll(old) ? ["Everybody may now do everything."] : []),
    ...opaque.map((mode) => `What the authorizer ${mode} says is not compared.`),
  ];
}
