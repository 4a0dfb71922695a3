import { type FieldPath, formatFieldPath } from "../kubernetes/field-path.ts";
import type { JsonValue } from "../kubernetes/json.ts";
import { valueAtPath } from "../kubernetes/json-fields.ts";
import type { Location } from "../snapshot/origin.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import { stableStep } from "./fingerprint.ts";

/*
 * A scan of a large cluster has hundreds of thousands of violations in a few hundred paths, a dozen of them in the same field of the
 * same object. What paths and fields have in common is made once here; two thirds of a scan went by where each violation had it
 * made anew. Both are classes because literals with getters make these anew each time.
 */

/** A path in objects; a tree of them holds all that violations of a few objects name. */
export class PathNode {
  readonly path: FieldPath;
  /** The path, formatted. */
  readonly text: string;
  readonly #parent: PathNode | undefined;
  readonly #segment: string | number;
  #children: Map<string | number, PathNode> | undefined;
  #names: string | undefined;
  #field: ObjectField | undefined;

  constructor(parent?: PathNode, segment: string | number = "") {
    this.path = parent ? [...parent.path, segment] : [];
    this.text = formatFieldPath(this.path);
    this.#parent = parent;
    this.#segment = segment;
  }

  /** The path that goes on from here. */
  below(path: FieldPath): PathNode {
    return path.reduce<PathNode>((node, segment) => node.#child(segment), this);
  }

  #child(segment: string | number): PathNode {
    this.#children ??= new Map();
    const known = this.#children.get(segment);
    if (known) return known;
    const child = new PathNode(this, segment);
    this.#children.set(segment, child);
    return child;
  }

  get depth(): number {
    return this.path.length;
  }

  /** The keys of the path: `spec.containers.resources`. */
  get names(): string {
    this.#names ??= this.path.filter((each) => typeof each === "string").join(".");
    return this.#names;
  }

  /** The field of an object; made once for the object that was asked about last. */
  fieldOf(subject: FieldSubject): ObjectField {
    if (this.#field?.subject !== subject) {
      const above = this.#parent?.fieldOf(subject);
      this.#field = new ObjectField(
        subject,
        this,
        above && { field: above, segment: this.#segment },
      );
    }
    return this.#field;
  }
}

/** How often a check has spoken of a field and container so far. */
interface Speaker {
  readonly check: string;
  readonly container: string;
  count: number;
}

/** An object as its fields are looked at. */
export interface FieldSubject {
  readonly target: SnapshotObject;
  /** What the checks saw: the object, or what that must mean. */
  readonly seen: SnapshotObject;
  /** Whether it is recognised by its owner, so that fields of a pod template are recognised by their path below that. */
  readonly isOwned: boolean;
  /** Who spoke of the fields that are recognised alike. */
  readonly speakers: Map<string, Speaker[]>;
}

/** A field of an object, which need not be there. */
export class ObjectField {
  readonly subject: FieldSubject;
  readonly node: PathNode;
  /** The first path on the way that the object lacks; null where it has the field. */
  readonly absence: PathNode | null;
  readonly #above: ObjectField | undefined;
  readonly #value: JsonValue | undefined;
  /** The steps of a stable path, as they stand in a JSON list in JSON. */
  readonly #steps: string;
  #place: Place | undefined;
  #location: Location | undefined;

  constructor(
    subject: FieldSubject,
    node: PathNode,
    above?: { readonly field: ObjectField; readonly segment: string | number },
  ) {
    this.subject = subject;
    this.node = node;
    this.#above = above?.field;
    if (!above) {
      this.absence = null;
      this.#value = subject.target.object;
      this.#steps = "";
      return;
    }
    const { field, segment } = above;
    this.#value = valueAtPath(field.#value, [segment]);
    this.absence = field.absence ?? (this.#value === undefined ? node : null);
    const step = quotedTwice(stableStep(field.#value, segment));
    this.#steps = field.#steps === "" ? step : `${field.#steps},${step}`;
  }

  get path(): FieldPath {
    return this.node.path;
  }

  /** The path, as people call it. */
  get text(): string {
    const { pathText } = this.subject.target;
    return pathText ? pathText(this.path) : this.node.text;
  }

  /** Computed when it is first asked for, and once. */
  get location(): Location {
    this.#location ??= this.subject.target.locate(this.node.path);
    return this.#location;
  }

  /** Path of the pod template that it lies in; `[]` where it is in none. */
  get template(): FieldPath {
    return this.#placed().template;
  }

  /** What a fingerprint takes of the path: JSON in JSON. */
  get stable(): string {
    return this.#placed().stable;
  }

  /** How many violations of a check and container came before in fields that are recognised alike; counts this one. */
  ordinalOf(check: string, container: string): number {
    const { speakers } = this.#placed();
    for (const speaker of speakers) {
      if (speaker.check === check && speaker.container === container) return speaker.count++;
    }
    speakers.push({ check, container, count: 1 });
    return 0;
  }

  /** Only of what violations name, not of what lies on the way. */
  #placed(): Place {
    this.#place ??= this.#placeOf();
    return this.#place;
  }

  #placeOf(): Place {
    const { isOwned, seen, speakers: known } = this.subject;
    const template = templatePathOf(seen, this.path);
    const stable = `"[${isOwned ? this.#stepsBelow(template.length) : this.#steps}]"`;
    const speakers = known.get(stable) ?? [];
    known.set(stable, speakers);
    return { template, stable, speakers };
  }

  #stepsBelow(depth: number): string {
    const skipped = this.#stepsTo(depth).length;
    return this.#steps.slice(skipped === 0 ? 0 : skipped + 1);
  }

  #stepsTo(depth: number): string {
    return this.#above && this.path.length > depth ? this.#above.#stepsTo(depth) : this.#steps;
  }
}

interface Place {
  readonly template: FieldPath;
  readonly stable: string;
  readonly speakers: Speaker[];
}

/** The path of the pod template that a path lies in, so that an owner and its pods can be compared. */
function templatePathOf({ podTemplates }: SnapshotObject, path: FieldPath): FieldPath {
  for (const { path: candidate } of podTemplates) {
    if (candidate.every((segment, index) => path[index] === segment)) return candidate;
  }
  return NOWHERE;
}

const NOWHERE: FieldPath = [];

/** As it stands in JSON that is a text in JSON. */
function quotedTwice(text: string): string {
  return /^[\w.[\]=/-]*$/.test(text)
    ? `\\"${text}\\"`
    : JSON.stringify(JSON.stringify(text)).slice(1, -1);
}
