import { addOns, plans } from "@pulse/contracts/billing/plans";
import * as contract from "@pulse/contracts/billing/usage";
import { type FastifyInstance } from "fastify";
import { serve } from "../serve.ts";

export function planRoutes(app: FastifyInstance): void {
  serve(app, contract.listPlans, async () => ({ plans: [...plans], addOns: [...addOns] }));
}
