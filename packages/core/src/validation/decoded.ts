/** A structure of the API as it comes from the decoder: any field may be absent, a required one too. */
export type Decoded<Type> = Type extends readonly (infer Item)[]
  ? readonly Decoded<Item>[]
  : Type extends object
    ? string extends keyof Type
      ? Type
      : { readonly [Field in keyof Type]?: Decoded<Type[Field]> }
    : Type;
