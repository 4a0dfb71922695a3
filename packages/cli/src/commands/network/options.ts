/** The operands of the verbs that read any number of paths. */
export const PATHS = { placeholder: "PATH", minimum: 0, completes: "file" } as const;
