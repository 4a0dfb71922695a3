/*
 * Where in the variables of an expression a value comes from: `self`, `list`, `@items`, `name`.
 */

/** Steps from a variable; a place of no steps is that of a value that no variable has. */
export interface Place {
  readonly steps: readonly string[];
}

/**
 * A slice of Go. cel-go makes a longer path by `append`, which writes behind a shorter one where there is room: two paths that go on
 * from one may then be the later of both. Estimates of the API server rest on it, so ours do.
 */
class Slice implements Place {
  readonly #room: string[];
  readonly #capacity: number;
  readonly #length: number;

  constructor(room: string[], length: number, capacity: number) {
    this.#room = room;
    this.#length = length;
    this.#capacity = capacity;
  }

  get steps(): readonly string[] {
    return this.#room.slice(0, this.#length);
  }

  with(step: string): Slice {
    const length = this.#length + 1;
    const fits = length <= this.#capacity;
    const room = fits ? this.#room : [...this.steps];
    room[this.#length] = step;
    return new Slice(room, length, fits ? this.#capacity : Math.max(1, 2 * this.#capacity));
  }
}

/** The place of what no variable has. */
export const NOWHERE: Place = new Slice([], 0, 0);

/** The place of a variable. */
export function placeOf(variable: string): Place {
  return new Slice([variable], 1, 1);
}

/** The place a step further. */
export function within(place: Place, step: string): Place {
  return place instanceof Slice ? place.with(step) : placeOf(step);
}
