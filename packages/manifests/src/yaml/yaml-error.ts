/** Why a document gives no value, thrown inside this folder only: `parseDocument` turns it into a `Problem`. */
export class YamlError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}
