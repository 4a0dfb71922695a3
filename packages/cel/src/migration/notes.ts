/*
 * What a translation says of itself. Whatever cannot be said in CEL is refused with its reason, and nothing of it is written.
 */

/** What one rule is translated with. */
export interface Notes {
  /** Says why the rule cannot be translated; what is returned stands in its place and is never written. */
  readonly refuse: (reason: string) => string;
  /** Says in what a translation differs, or what it does not look after. */
  readonly remark: (text: string) => void;
}

/** Notes with what was said in the order in which it was said. */
export interface KeptNotes extends Notes {
  readonly refused: readonly string[];
  readonly remarks: readonly string[];
}

export function createNotes(): KeptNotes {
  const refused = new Set<string>();
  const remarks = new Set<string>();
  return {
    refuse: (reason) => {
      refused.add(reason);
      return "false";
    },
    remark: (text) => {
      remarks.add(text);
    },
    get refused() {
      return [...refused];
    },
    get remarks() {
      return [...remarks];
    },
  };
}
