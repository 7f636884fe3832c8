import { inject } from "vitest";

/** Addresses of the stack that this run's tests share. */
export function places() {
  return {
    origin: inject("origin"),
    mailboxUrl: inject("mailboxUrl"),
    simulatorUrl: inject("simulatorUrl"),
    internalApiUrl: inject("internalApiUrl"),
  };
}
