/** Writes lines for those who run it; no secrets are ever in them. */
export interface DeliveryLog {
  readonly error: (message: string, fields?: Readonly<Record<string, string | number>>) => void;
  readonly info: (message: string, fields?: Readonly<Record<string, string | number>>) => void;
}
