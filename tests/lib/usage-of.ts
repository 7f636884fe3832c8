import { type Usage } from "@pulse/contracts/billing/usage";
import { type Visitor } from "./visitor.ts";

export async function usageOf(visitor: Visitor): Promise<Usage> {
  const response = await visitor.send("GET", "/api/v1/usage");
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Usage;
}
