type Defined<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** The fields that are set, typed so that an absent one is never taken for "set it to nothing". */
export function definedFields<Fields extends object>(fields: Fields): Defined<Fields> {
  const set = Object.entries(fields).filter(([, value]) => value !== undefined);
  // Entries of `fields` without its undefined ones are just that type.
  return Object.fromEntries(set) as Defined<Fields>;
}
