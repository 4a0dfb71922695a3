/** A kind of credential that shows itself by its form, wherever it stands. */
export interface SecretFormat {
  /** A noun phrase with its article: `a GitHub token`. */
  readonly kind: string;
  /** Global; its first group, where it has one, is the secret itself. Linear: no nested or adjoining repetitions. */
  readonly pattern: RegExp;
}
