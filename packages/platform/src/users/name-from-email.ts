const nameCharactersMax = 60;

/** A name to begin with, from the part before the `@`: `layla.haddad+x` becomes `Layla Haddad`. */
export function nameFromEmail(email: string): string {
  const [local = ""] = email.split("@", 1);
  const words = (local.split("+", 1)[0] ?? "").split(/[._-]+/).filter(Boolean);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
  return name.slice(0, nameCharactersMax) || local.slice(0, nameCharactersMax);
}
