import { z } from "zod";

/** Money is whole fils: 1 JD = 1,000 fils. Never a float of dinars. */
export const filsSchema = z.int().min(0);
