-- Folds what Arabic searchers treat as equal; the twin of normaliseArabic in packages/contracts.
-- The second strip and normalisation keep it idempotent: compatibility forms unfold to marks and letters.
CREATE FUNCTION ar_norm(input text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT translate(
    normalize(
      regexp_replace(
        lower(normalize(regexp_replace(input, marks, '', 'g'), NFKC) COLLATE "und-x-icu"),
        marks, '', 'g'),
      NFKC),
    'أإآٱىئؤةکی٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹',
    'اااايءءهكي01234567890123456789')
  FROM (VALUES ('[\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06ED\u0640\u200B-\u200F\u202A-\u202E\u2066-\u2069\u061C\u00AD\uFEFF]')) AS constants (marks)
$$;

-- CreateEnum
CREATE TYPE "locale" AS ENUM ('ar', 'en');

-- CreateEnum
CREATE TYPE "digits" AS ENUM ('latn', 'arab');

-- CreateEnum
CREATE TYPE "appearance" AS ENUM ('system', 'light', 'dark');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('viewer', 'admin', 'owner');

-- CreateEnum
CREATE TYPE "workspace_kind" AS ENUM ('personal', 'team', 'system');

-- CreateEnum
CREATE TYPE "revocation_kind" AS ENUM ('session', 'apiKey', 'member');

-- CreateEnum
CREATE TYPE "quota_unit" AS ENUM ('tokens', 'images', 'videos');

-- CreateEnum
CREATE TYPE "grant_source" AS ENUM ('plan', 'trial', 'addOn', 'adjustment');

-- CreateEnum
CREATE TYPE "hold_state" AS ENUM ('held', 'settled', 'released', 'expired');

-- CreateEnum
CREATE TYPE "ledger_account" AS ENUM ('issued', 'available', 'held', 'used', 'expired', 'revoked', 'loss', 'overrun');

-- CreateEnum
CREATE TYPE "ledger_kind" AS ENUM ('grant', 'reserve', 'settle', 'release', 'late', 'expire', 'revoke', 'overrun');

-- CreateEnum
CREATE TYPE "usage_level" AS ENUM ('warning', 'exhausted');

-- CreateEnum
CREATE TYPE "subscription_state" AS ENUM ('active', 'ended');

-- CreateEnum
CREATE TYPE "tool" AS ENUM ('chat', 'api');

-- CreateEnum
CREATE TYPE "message_role" AS ENUM ('user', 'assistant');

-- CreateEnum
CREATE TYPE "run_state" AS ENUM ('streaming', 'completed', 'stopped', 'failed', 'interrupted');

-- CreateEnum
CREATE TYPE "job_state" AS ENUM ('queued', 'running', 'succeeded', 'failed', 'cancelled');

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "name" TEXT NOT NULL,
    "image" TEXT,
    "locale" "locale" NOT NULL DEFAULT 'ar',
    "digits" "digits" NOT NULL DEFAULT 'latn',
    "appearance" "appearance" NOT NULL DEFAULT 'system',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "active_workspace_id" TEXT,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verifications" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plans" (
    "id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "price_fils" INTEGER NOT NULL,
    "tokens" INTEGER NOT NULL,
    "images" INTEGER NOT NULL,
    "videos" INTEGER NOT NULL,

    CONSTRAINT "plans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "add_ons" (
    "id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "price_fils" INTEGER NOT NULL,
    "tokens" INTEGER NOT NULL,
    "images" INTEGER NOT NULL,
    "videos" INTEGER NOT NULL,

    CONSTRAINT "add_ons_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revocations" (
    "id" BIGSERIAL NOT NULL,
    "kind" "revocation_kind" NOT NULL,
    "subject_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "revocations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "throttles" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "throttles_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "workspaces" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "workspace_kind" NOT NULL DEFAULT 'personal',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "workspaces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "members" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "members_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "actor_id" TEXT,
    "entity_kind" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "subscriptions" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "plan_id" TEXT NOT NULL,
    "pending_plan_id" TEXT,
    "state" "subscription_state" NOT NULL DEFAULT 'active',
    "anchor" TIMESTAMPTZ(3) NOT NULL,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "period_end" TIMESTAMPTZ(3) NOT NULL,
    "cancel_at_period_end" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscriptions_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "grants" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "unit" "quota_unit" NOT NULL,
    "source" "grant_source" NOT NULL,
    "reference" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "used" BIGINT NOT NULL DEFAULT 0,
    "held" BIGINT NOT NULL DEFAULT 0,
    "revoked" BIGINT NOT NULL DEFAULT 0,
    "expired" BIGINT NOT NULL DEFAULT 0,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "grants_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "holds" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "unit" "quota_unit" NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "state" "hold_state" NOT NULL DEFAULT 'held',
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "checkpoint" BIGINT NOT NULL DEFAULT 0,
    "charged" BIGINT,
    "overrun" BIGINT NOT NULL DEFAULT 0,
    "estimated" BOOLEAN NOT NULL DEFAULT false,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "model" TEXT NOT NULL,
    "tool" "tool" NOT NULL,
    "user_id" TEXT NOT NULL,
    "api_key_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "holds_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "hold_parts" (
    "workspace_id" TEXT NOT NULL,
    "hold_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "grant_id" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "charged" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "hold_parts_pkey" PRIMARY KEY ("workspace_id","hold_id","position")
);

-- CreateTable
CREATE TABLE "ledger_entries" (
    "workspace_id" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "kind" "ledger_kind" NOT NULL,
    "unit" "quota_unit" NOT NULL,
    "from_account" "ledger_account" NOT NULL,
    "to_account" "ledger_account" NOT NULL,
    "amount" BIGINT NOT NULL,
    "grant_id" TEXT,
    "hold_id" TEXT,
    "model" TEXT,
    "tool" "tool",
    "user_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "usage_notices" (
    "workspace_id" TEXT NOT NULL,
    "unit" "quota_unit" NOT NULL,
    "level" "usage_level" NOT NULL,
    "grant_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "usage_notices_pkey" PRIMARY KEY ("workspace_id","unit","level","grant_id")
);

-- CreateTable
CREATE TABLE "conversations" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "title_search" TEXT NOT NULL GENERATED ALWAYS AS (ar_norm("title")) STORED,
    "is_title_automatic" BOOLEAN NOT NULL DEFAULT true,
    "is_pinned" BOOLEAN NOT NULL DEFAULT false,
    "model" TEXT,
    "active_leaf_id" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversations_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "messages" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "parent_id" TEXT,
    "role" "message_role" NOT NULL,
    "content" TEXT NOT NULL DEFAULT '',
    "content_search" TEXT NOT NULL GENERATED ALWAYS AS (ar_norm("content")) STORED,
    "reasoning" TEXT NOT NULL DEFAULT '',
    "state" "run_state" NOT NULL DEFAULT 'completed',
    "model" TEXT,
    "run_id" TEXT,
    "input_tokens" INTEGER,
    "cached_input_tokens" INTEGER,
    "output_tokens" INTEGER,
    "reasoning_tokens" INTEGER,
    "charged_tokens" INTEGER,
    "estimated" BOOLEAN,
    "finish_reason" TEXT,
    "error_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "messages_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "runs" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "tool" "tool" NOT NULL,
    "state" "run_state" NOT NULL DEFAULT 'streaming',
    "user_id" TEXT NOT NULL,
    "api_key_id" TEXT,
    "conversation_id" TEXT,
    "user_message_id" TEXT,
    "assistant_message_id" TEXT,
    "model" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "idempotency_key" TEXT,
    "request_hash" TEXT NOT NULL,
    "gateway_id" TEXT NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "last_sequence" INTEGER NOT NULL DEFAULT 0,
    "held_tokens" INTEGER NOT NULL,
    "input_tokens_estimated" INTEGER NOT NULL DEFAULT 0,
    "output_tokens_max" INTEGER NOT NULL,
    "fresh_input_tokens" INTEGER,
    "cache_read_tokens" INTEGER,
    "cache_write_tokens" INTEGER,
    "output_tokens" INTEGER,
    "reasoning_tokens" INTEGER,
    "charged_tokens" INTEGER,
    "estimated" BOOLEAN,
    "finish_reason" TEXT,
    "error_code" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "runs_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "response_status" INTEGER,
    "response_body" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("workspace_id","user_id","operation","key")
);

-- CreateTable
CREATE TABLE "jobs" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" "job_state" NOT NULL DEFAULT 'queued',
    "progress" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "dedupe_key" TEXT,
    "result" JSONB,
    "error_code" TEXT,
    "available_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dispatched_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "jobs_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_key" ON "sessions"("token");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "accounts_user_id_idx" ON "accounts"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_provider_id_account_id_key" ON "accounts"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "verifications_identifier_idx" ON "verifications"("identifier");

-- CreateIndex
CREATE INDEX "verifications_expires_at_idx" ON "verifications"("expires_at");

-- CreateIndex
CREATE INDEX "revocations_created_at_idx" ON "revocations"("created_at");

-- CreateIndex
CREATE INDEX "throttles_window_start_idx" ON "throttles"("window_start");

-- CreateIndex
CREATE INDEX "members_user_id_idx" ON "members"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "members_workspace_id_user_id_key" ON "members"("workspace_id", "user_id");

-- CreateIndex
CREATE INDEX "api_keys_hash_idx" ON "api_keys"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_workspace_id_hash_key" ON "api_keys"("workspace_id", "hash");

-- CreateIndex
CREATE INDEX "audit_log_workspace_id_created_at_id_idx" ON "audit_log"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "grants_workspace_id_unit_reference_key" ON "grants"("workspace_id", "unit", "reference");

-- CreateIndex
CREATE INDEX "conversations_workspace_id_created_by_updated_at_id_idx" ON "conversations"("workspace_id", "created_by", "updated_at", "id");

-- CreateIndex
CREATE INDEX "messages_workspace_id_conversation_id_created_at_id_idx" ON "messages"("workspace_id", "conversation_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "messages_workspace_id_conversation_id_id_key" ON "messages"("workspace_id", "conversation_id", "id");

-- CreateIndex
CREATE INDEX "runs_workspace_id_conversation_id_idx" ON "runs"("workspace_id", "conversation_id");

-- CreateIndex
CREATE UNIQUE INDEX "runs_workspace_id_user_id_idempotency_key_key" ON "runs"("workspace_id", "user_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "idempotency_keys_workspace_id_created_at_idx" ON "idempotency_keys"("workspace_id", "created_at");

-- CreateIndex
CREATE INDEX "jobs_workspace_id_created_at_id_idx" ON "jobs"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "jobs_workspace_id_kind_dedupe_key_key" ON "jobs"("workspace_id", "kind", "dedupe_key");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grants" ADD CONSTRAINT "grants_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holds" ADD CONSTRAINT "holds_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hold_parts" ADD CONSTRAINT "hold_parts_workspace_id_hold_id_fkey" FOREIGN KEY ("workspace_id", "hold_id") REFERENCES "holds"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hold_parts" ADD CONSTRAINT "hold_parts_workspace_id_grant_id_fkey" FOREIGN KEY ("workspace_id", "grant_id") REFERENCES "grants"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_workspace_id_grant_id_fkey" FOREIGN KEY ("workspace_id", "grant_id") REFERENCES "grants"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_workspace_id_hold_id_fkey" FOREIGN KEY ("workspace_id", "hold_id") REFERENCES "holds"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "usage_notices" ADD CONSTRAINT "usage_notices_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_workspace_id_conversation_id_fkey" FOREIGN KEY ("workspace_id", "conversation_id") REFERENCES "conversations"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_workspace_id_conversation_id_parent_id_fkey" FOREIGN KEY ("workspace_id", "conversation_id", "parent_id") REFERENCES "messages"("workspace_id", "conversation_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.
ALTER TABLE "users" ADD CONSTRAINT "users_email_is_lower_case" CHECK ("email" = lower("email"));

ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_period_has_length" CHECK ("period_start" < "period_end");
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_pending_plan_id_fkey"
  FOREIGN KEY ("pending_plan_id") REFERENCES "plans" ("id") ON DELETE RESTRICT;
CREATE UNIQUE INDEX "subscriptions_one_active" ON "subscriptions" ("workspace_id") WHERE "state" = 'active';

ALTER TABLE "grants" ADD CONSTRAINT "grants_are_never_overspent" CHECK (
  "amount" > 0 AND "used" >= 0 AND "held" >= 0 AND "revoked" >= 0 AND "expired" >= 0
  AND "used" + "held" + "revoked" + "expired" <= "amount");
ALTER TABLE "grants" ADD CONSTRAINT "grants_have_a_lifetime" CHECK ("expires_at" > "starts_at");
ALTER TABLE "holds" ADD CONSTRAINT "holds_amounts" CHECK (
  "amount" > 0 AND "checkpoint" >= 0 AND "overrun" >= 0 AND "charged" >= 0 AND "charged" <= "amount");
ALTER TABLE "holds" ADD CONSTRAINT "holds_are_resolved_once" CHECK (
  ("state" = 'held') = ("charged" IS NULL) AND ("state" = 'held') = ("resolved_at" IS NULL));
ALTER TABLE "hold_parts" ADD CONSTRAINT "hold_parts_amounts" CHECK ("amount" >= 0 AND "charged" >= 0);
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_move_something" CHECK (
  "amount" > 0 AND "from_account" <> "to_account");
CREATE INDEX "ledger_entries_used" ON "ledger_entries" ("workspace_id", "created_at")
  WHERE "to_account" = 'used' OR "from_account" = 'used';

-- A run outlives the conversation it answered in: it is the record of what was charged.
ALTER TABLE "runs" ADD CONSTRAINT "runs_conversation_fkey" FOREIGN KEY ("workspace_id", "conversation_id")
  REFERENCES "conversations" ("workspace_id", "id") ON DELETE SET NULL ("conversation_id");
ALTER TABLE "runs" ADD CONSTRAINT "runs_user_message_fkey" FOREIGN KEY ("workspace_id", "user_message_id")
  REFERENCES "messages" ("workspace_id", "id") ON DELETE SET NULL ("user_message_id");
ALTER TABLE "runs" ADD CONSTRAINT "runs_assistant_message_fkey" FOREIGN KEY ("workspace_id", "assistant_message_id")
  REFERENCES "messages" ("workspace_id", "id") ON DELETE SET NULL ("assistant_message_id");
CREATE INDEX "runs_user_message" ON "runs" ("workspace_id", "user_message_id");
CREATE INDEX "runs_assistant_message" ON "runs" ("workspace_id", "assistant_message_id");

-- What the lookups across workspaces read, and nothing more.
CREATE INDEX "holds_leases" ON "holds" ("lease_until") WHERE "state" = 'held';
CREATE INDEX "runs_leases" ON "runs" ("lease_until") WHERE "state" = 'streaming';
CREATE INDEX "subscriptions_due" ON "subscriptions" ("period_end") WHERE "state" = 'active';
CREATE INDEX "jobs_waiting" ON "jobs" ("available_at") WHERE "state" IN ('queued', 'running');

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_log"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Mail that belongs to nobody's workspace (sign-in links) is written in the system's own.
INSERT INTO "workspaces" ("id", "name", "kind") VALUES ('ws_00000000000000000000', 'Pulse', 'system');
