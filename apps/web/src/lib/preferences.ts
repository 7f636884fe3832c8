/** What the server must know before the first paint; the profile is the truth, cookies are its copy. */
export interface Preferences {
  digits: "latn" | "arab";
  appearance: "system" | "light" | "dark";
}

export const preferenceCookies = {
  digits: "pulse_digits",
  appearance: "pulse_appearance",
} as const;

const defaults: Preferences = { digits: "latn", appearance: "system" };
const yearS = 31_536_000;

/** Reads the two cookies; anything unknown falls back to Western digits and the system's appearance. */
export function parsePreferences(read: (name: string) => string | undefined): Preferences {
  const digits = read(preferenceCookies.digits);
  const appearance = read(preferenceCookies.appearance);
  return {
    digits: digits === "arab" ? digits : defaults.digits,
    appearance: appearance === "light" || appearance === "dark" ? appearance : defaults.appearance,
  };
}

/** Writes the choices to this browser's cookies. */
export function writePreferences(preferences: Preferences): void {
  for (const key of ["digits", "appearance"] as const) {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${preferenceCookies[key]}=${preferences[key]}; Path=/; Max-Age=${yearS}; SameSite=Lax${secure}`;
  }
}
