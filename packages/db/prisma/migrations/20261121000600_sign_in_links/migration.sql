-- A link's language, for the newcomer who uses it; and links to one address, which carry one value, end together.
ALTER TABLE "verifications" ADD COLUMN "locale" "locale";
CREATE INDEX "verifications_value_idx" ON "verifications" USING HASH ("value");
