import { type Unit } from "@pulse/contracts/billing/plans";

/** What quota is counted in, in the order in which it is shown. */
export const units = ["tokens", "images", "videos"] as const satisfies readonly Unit[];
