# syntax=docker/dockerfile:1
FROM node:26-bookworm-slim AS packages
RUN npm install --global pnpm@12.21.0
WORKDIR /pulse
COPY . .
RUN pnpm install --frozen-lockfile --prod --filter "@pulse/api..."

# Prisma's client is generated code: made with the development packages, taken along as files.
FROM packages AS generated
RUN pnpm install --frozen-lockfile --no-optional --filter "@pulse/db..." \
  && node scripts/generate.ts

# Makes the roles, migrates and seeds, then ends: run it before a new version serves.
FROM generated AS migrate
RUN pnpm install --frozen-lockfile --no-optional --filter "@pulse/scripts..."
USER node
CMD ["node", "scripts/migrate.ts"]

FROM node:26-bookworm-slim
ENV NODE_ENV=production
WORKDIR /pulse
COPY --from=packages /pulse /pulse
COPY --from=generated /pulse/packages/db/src/generated /pulse/packages/db/src/generated
USER node
EXPOSE 4000 4001 9101
# Node runs TypeScript as it is; there is no build.
CMD ["node", "apps/api/src/main.ts"]
