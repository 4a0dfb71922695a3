/** What was to be examined cannot be read at all, which is nobody's fault here: exit status 3, no stack trace. `message` is whole sentences. */
export class UnreadError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "UnreadError";
  }
}
