/** An archive that is damaged, or no archive: the sentence says where. */
export class TarError extends Error {
  override readonly name = "TarError";
}
