import type { FieldPath } from "../kubernetes/field-path.ts";
import type { Location } from "../snapshot/origin.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import { type Absence, absenceOf } from "./cause.ts";

/** How often a check has spoken of a field and container so far. */
interface Speaker {
  readonly check: string;
  readonly container: string;
  count: number;
}

/** Where a field is, in words of every kind that a finding needs. */
interface FieldPlace {
  /** In the object. */
  readonly path: FieldPath;
  /** The path, formatted. */
  readonly text: string;
  /** Path of the pod template that it lies in; `[]` where it is in none. */
  readonly template: FieldPath;
  /** The `stablePath`, as JSON. */
  readonly stable: string;
}

/**
 * A field that violations of an object name. A dozen checks speak of one field: what they share is made once. It is a class because
 * a literal with getters makes them anew for each object.
 */
export class ObjectField implements FieldPlace {
  readonly path: FieldPath;
  readonly text: string;
  readonly template: FieldPath;
  readonly stable: string;
  readonly #target: SnapshotObject;
  readonly #speakers: Speaker[];
  #location: Location | undefined;
  #absence: Absence | null | undefined;

  /** `other` is a field of the same object that has the same `stable`. */
  constructor(target: SnapshotObject, place: FieldPlace, other: ObjectField | undefined) {
    this.path = place.path;
    this.text = place.text;
    this.template = place.template;
    this.stable = place.stable;
    this.#target = target;
    this.#speakers = other ? other.#speakers : [];
  }

  /** Computed when it is first asked for, and once. */
  get location(): Location {
    this.#location ??= this.#target.locate(this.path);
    return this.#location;
  }

  /** What of the field the object lacks; null where it has all of it. Computed once. */
  get absence(): Absence | null {
    if (this.#absence === undefined) this.#absence = absenceOf(this.#target.object, this.path);
    return this.#absence;
  }

  /** How many violations of a check and container came before in fields that are recognised alike; counts this one. */
  ordinalOf(check: string, container: string): number {
    for (const speaker of this.#speakers) {
      if (speaker.check === check && speaker.container === container) return speaker.count++;
    }
    this.#speakers.push({ check, container, count: 1 });
    return 0;
  }
}
