import { addOns, plans } from "@pulse/contracts/billing/plans";
import { type Database } from "@pulse/db/client";
import { withoutWorkspace } from "@pulse/db/with-workspace";
import { seedDemoWorkspace } from "./seed-demo-workspace.ts";

/** Copies the catalogue and makes a demo workspace for each plan; running it again changes nothing but the catalogue. */
export async function seedDatabase(database: Database, now: Date): Promise<void> {
  await seedCatalogue(database);
  for (const plan of plans) await seedDemoWorkspace(database, plan.id, now);
}

async function seedCatalogue(database: Database): Promise<void> {
  await withoutWorkspace(database, async (transaction) => {
    for (const [position, { id, priceFils, allowance }] of plans.entries()) {
      const row = { position, priceFils, ...allowance };
      await transaction.plan.upsert({ where: { id }, create: { id, ...row }, update: row });
    }
    for (const [position, { id, priceFils, grant }] of addOns.entries()) {
      const row = { position, priceFils, ...grant };
      await transaction.addOn.upsert({ where: { id }, create: { id, ...row }, update: row });
    }
  });
}
