import type { Cluster } from "../cluster/cluster.ts";
import { textAt } from "../kubernetes/json-fields.ts";
import { showsAll, showsAllEverywhere } from "../snapshot/completeness.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import type { Evidence } from "../snapshot/verdict.ts";
import type { RecordFacts, Told } from "../versions/cves/judge.ts";
import type { ComponentVersion } from "../versions/cves/version.ts";
import type { FoundComponent } from "./components.ts";
import { holdersBesidesAdmins, type NeededRight } from "./rights.ts";
import { flagOf, gateOf, pluginOf, type SeenSetting } from "./settings.ts";

/** What a record is asked about: the cluster, and the component where the cluster shows it. */
export interface Asked {
  readonly cluster: Cluster;
  readonly version: ComponentVersion;
  /** Absent where only a version is asked about. */
  readonly component?: FoundComponent | undefined;
}

/** Reads the facts of a record from a cluster. */
export type Reader = (asked: Asked) => RecordFacts;

const NOTHING: RecordFacts = {};

/** Facts of several readers: a condition that does not hold or a mitigation of one of them counts. */
export function every(...readers: readonly Reader[]): Reader {
  return (asked) => {
    const all = readers.map((read) => read(asked));
    const conditions = all.flatMap(({ condition }) => condition ?? []);
    const failed = conditions.find(({ holds }) => !holds);
    const isWhole = all.every(
      ({ condition, mitigation, remarks }) => condition ?? mitigation ?? remarks,
    );
    const mitigation = all.find((each) => each.mitigation)?.mitigation;
    return {
      ...(failed ? { condition: failed } : joined(conditions, isWhole)),
      ...(mitigation && { mitigation }),
      remarks: all.flatMap(({ remarks = [] }) => remarks),
    };
  };
}

type Condition = NonNullable<RecordFacts["condition"]>;

/** That a part of a condition holds says nothing of the whole: it is a remark until all do. */
function joined(conditions: readonly Condition[], isWhole: boolean): RecordFacts {
  const [first] = conditions;
  if (!first || !isWhole) return NOTHING;
  return {
    condition: {
      holds: true,
      because: conditions.map(({ because }) => because).join("; "),
      proof: conditions.flatMap(({ proof }) => proof),
    },
  };
}

/** One node or all of the component run Windows. */
export const onWindows: Reader = ({ cluster, component }) => {
  if (component && component.system !== "") {
    const holds = component.system === "windows";
    const because = holds
      ? "its nodes run Windows"
      : "its nodes run Linux, and only Windows is concerned";
    return { condition: { holds, because, proof: component.where.slice(0, 1) } };
  }
  const nodes = cluster.snapshot.ofKind("", "Node");
  const windows = nodes.find((node) => systemOf(node) === "windows");
  if (windows) {
    const because = `node/${windows.reference.name} runs Windows`;
    return {
      condition: { holds: true, because, proof: [at(windows, SYSTEM_PATH, "runs Windows")] },
    };
  }
  // Manifests show no nodes, whatever they are said to be the whole of.
  const isKnown = nodes.length > 0 && nodes.every((node) => systemOf(node) !== "");
  if (!isKnown || !showsAll(cluster.snapshot)) return NOTHING;
  return { condition: { holds: false, because: "no node of the input runs Windows", proof: [] } };
};

const SYSTEM_PATH = ["status", "nodeInfo", "operatingSystem"];

function systemOf({ object }: SnapshotObject): string {
  return textAt(object, ...SYSTEM_PATH) || textAt(object, "metadata", "labels", "kubernetes.io/os");
}

/** Evidence of a field of an object. */
export function at(
  { reference }: SnapshotObject,
  path: Evidence["path"],
  message: string,
): Evidence {
  return { object: reference, path, message };
}

/** An object of which the condition speaks. */
export interface Wanted {
  /** The objects that are such, with the field that says it. */
  readonly find: (cluster: Cluster) => readonly Evidence[];
  readonly found: string;
  readonly missing: string;
}

/** The cluster has such an object; that it has none is believed where all of it is shown. */
export function having({ find, found, missing }: Wanted): Reader {
  return ({ cluster }) => {
    const proof = find(cluster);
    const [first] = proof;
    if (first) {
      const { kind, namespace, name } = first.object;
      const place = namespace === undefined ? name : `${namespace}/${name}`;
      const because = `${found}: ${kind.toLowerCase()}/${place}`;
      return { condition: { holds: true, because, proof: proof.slice(0, 3) } };
    }
    return showsAllEverywhere(cluster.snapshot)
      ? { condition: { holds: false, because: missing, proof: [] } }
      : NOTHING;
  };
}

/** Somebody besides administrators has the rights that it takes; that nobody has is what mitigates it. */
export function needing(what: string, ...rights: readonly NeededRight[]): Reader {
  return ({ cluster }) => {
    const { held, who, proof } = holdersBesidesAdmins(cluster, rights);
    // It is no condition: whether somebody may leaves what is affected affected.
    if (held === "unknown") return { remarks: [] };
    if (held === "no") {
      return { mitigation: { because: `nobody but administrators may ${what}`, proof } };
    }
    const more = who.length > 1 ? ` and ${who.length - 1} more` : "";
    return { remarks: [{ because: `${who[0] ?? ""}${more} may ${what}`, proof }] };
  };
}

/** An admission plugin that the CVE is about is switched on. */
export function withPlugin(plugin: string): Reader {
  return ({ cluster }) => {
    const { is, proof } = pluginOf(cluster, plugin);
    if (is === "unknown") return NOTHING;
    const because = `the admission plugin ${plugin} is ${is}`;
    return { condition: { holds: is === "on", because, proof } };
  };
}

/** An admission plugin keeps it from being exploited. */
export function mitigatedByPlugin(plugin: string): Reader {
  return ({ cluster }) => {
    const { is, proof } = pluginOf(cluster, plugin);
    if (is === "on")
      return { mitigation: { because: `the admission plugin ${plugin} is on`, proof } };
    return is === "off"
      ? { remarks: [{ because: `the admission plugin ${plugin} is off`, proof }] }
      : NOTHING;
  };
}

/** A feature gate by its value, or by the default of the version. */
export interface Gate {
  readonly component: string;
  readonly gate: string;
  /** Whether it is on where nobody sets it, by the minor version. */
  readonly defaultAt: (minor: number) => boolean;
}

/** Whether a gate is on; undefined where it is not seen, or not the same everywhere. */
export function gateIs(
  asked: Asked,
  { component, gate, defaultAt }: Gate,
): (Told & { readonly on: boolean }) | undefined {
  const seen = gateOf(asked.cluster, component, gate);
  const byDefault = defaultAt(asked.version.numbers[1]);
  const values = new Set(
    seen.map(({ value }) => (value === undefined ? byDefault : value === "true")),
  );
  const [on] = values;
  if (on === undefined || values.size > 1) return undefined;
  const isSet = seen.some(({ value }) => value !== undefined);
  const because = `the feature gate ${gate} is ${on ? "on" : "off"}${isSet ? "" : " by default"}`;
  return { on, because, proof: seen.map(({ evidence }) => evidence).slice(0, 3) };
}

/** The gate is on. */
export function withGate(gate: Gate): Reader {
  return (asked) => {
    const told = gateIs(asked, gate);
    return told
      ? { condition: { holds: told.on, because: told.because, proof: told.proof } }
      : NOTHING;
  };
}

/** All places that decide a flag say the same of it. */
export function flagEverywhere(
  cluster: Cluster,
  component: string,
  flag: string,
): SeenSetting | undefined {
  const seen = flagOf(cluster, component, flag);
  const [first] = seen;
  return first && seen.every(({ value }) => value === first.value) ? first : undefined;
}
