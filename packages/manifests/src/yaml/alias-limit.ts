import { YamlError } from "./yaml-error.ts";

const LOW = 400_000;
const HIGH = 4_000_000;

/** Counts what go.yaml.in/yaml/v2 would decode, and refuses a document that consists of aliases nearly alone. */
export class AliasLimit {
  decoded = 0;
  private aliased = 0;

  /** An alias was used whose target holds `size` values. */
  addAlias(size: number, offset: number): void {
    this.decoded += size;
    this.aliased += size;
    if (this.aliased <= 100 || this.decoded <= 1000) return;
    if (this.aliased / this.decoded <= this.allowedRatio()) return;
    throw new YamlError("The document consists of aliases nearly alone, and is not read.", offset);
  }

  private allowedRatio(): number {
    if (this.decoded <= LOW) return 0.99;
    if (this.decoded >= HIGH) return 0.1;
    return 0.99 - 0.89 * ((this.decoded - LOW) / (HIGH - LOW));
  }
}
