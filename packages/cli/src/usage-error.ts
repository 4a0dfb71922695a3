/** The person used the command or its configuration wrongly: exit status 2, no stack trace. */
export class UsageError extends Error {
  /** Lines to print below the sentence, such as every mistake of a configuration file. */
  readonly details: readonly string[];
  /** The verb whose help shows how to do it right, as `pod-security admit`; empty for the list of verbs. */
  readonly verb: string | undefined;

  /** `message` is a whole sentence. */
  constructor(
    message: string,
    more: { readonly details?: readonly string[]; readonly verb?: string } = {},
  ) {
    super(message);
    this.name = "UsageError";
    this.details = more.details ?? [];
    this.verb = more.verb;
  }
}
