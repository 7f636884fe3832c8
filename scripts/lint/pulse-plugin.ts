import { layers } from "./layers.ts";
import { logicalDirections } from "./logical-directions.ts";
import { noBarrels } from "./no-barrels.ts";
import { tokenColours } from "./token-colours.ts";

/** The project's own oxlint rules; each guards one sentence of STYLE.md. */
export default {
  meta: { name: "pulse" },
  rules: {
    layers,
    "logical-directions": logicalDirections,
    "no-barrels": noBarrels,
    "token-colours": tokenColours,
  },
};
