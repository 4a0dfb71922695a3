import { type JsonValue, listAt, objectAt, textAt, textsAt } from "@watertight/core/kubernetes";
import type { Connection } from "../connect.ts";
import { readJson } from "../requests/read-json.ts";
import type { OfferedResource, UnavailableGroup } from "./resource.ts";

interface GroupVersion {
  readonly group: string;
  readonly version: string;
}

/** What servers before v1.26 say, a request for each version of each group; a group's own choice of version comes first. */
export async function legacyGroups(
  connection: Connection,
  [core = null, named = null]: readonly JsonValue[],
): Promise<{
  readonly offered: readonly OfferedResource[];
  readonly unavailable: readonly UnavailableGroup[];
}> {
  const wanted: GroupVersion[] = [
    ...textsAt(core, "versions").map((version) => ({ group: "", version })),
    ...listAt(named, "groups").flatMap(versionsOf),
  ];
  const answers = await Promise.all(wanted.map((each) => resourcesOf(connection, each)));
  return {
    offered: answers.flatMap((answer) => ("reason" in answer ? [] : answer.offered)),
    unavailable: answers.filter((answer) => "reason" in answer),
  };
}

function versionsOf(group: JsonValue): readonly GroupVersion[] {
  const name = textAt(group, "name");
  const preferred = textAt(group, "preferredVersion", "version");
  const all = listAt(group, "versions").map((each) => textAt(each, "version"));
  return [...new Set([preferred, ...all])]
    .filter((version) => version !== "")
    .map((version) => ({ group: name, version }));
}

async function resourcesOf(
  connection: Connection,
  { group, version }: GroupVersion,
): Promise<{ readonly offered: readonly OfferedResource[] } | UnavailableGroup> {
  const answer = await connection.ask({
    path: group === "" ? `/api/${version}` : `/apis/${group}/${version}`,
    read: (got) => readJson(got, connection.silence),
  });
  if ("refusal" in answer) {
    const { status, message } = answer.refusal;
    return { group, version, reason: `its API service answers ${status}: ${message}` };
  }
  return {
    offered: listAt(answer.value, "resources").map((resource): OfferedResource => {
      const verbs = textsAt(resource, "verbs");
      return {
        group,
        version,
        name: textAt(resource, "name"),
        kind: textAt(resource, "kind"),
        namespaced: objectAt({ resource }, "resource")["namespaced"] === true,
        listable: verbs.includes("list"),
        watchable: verbs.includes("watch"),
      };
    }),
  };
}
