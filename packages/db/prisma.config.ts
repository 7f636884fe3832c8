import { defineConfig } from "prisma/config";

// For whoever has Prisma's native engine and prefers its command line; Pulse itself reads only the schema.
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env["DATABASE_OWNER_URL"] ?? "" },
});
