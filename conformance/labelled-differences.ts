/** Checks of other scanners that no check of ours answers to yet; take a name out when one does. */
export const NOT_YET: readonly string[] = [];

/** Where we judge otherwise than the label, and why; one that agrees after all has to go. */
export const KNOWN_DIFFERENCES: ReadonlyMap<string, string> = new Map([]);
