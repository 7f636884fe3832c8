# syntax=docker/dockerfile:1
FROM node:26-bookworm-slim AS build
ENV NEXT_TELEMETRY_DISABLED=1
RUN npm install --global pnpm@12.21.0
WORKDIR /pulse
COPY . .
RUN pnpm install --frozen-lockfile --filter "@pulse/web..." \
  && pnpm --filter @pulse/web run build \
  && pnpm install --frozen-lockfile --prod --filter "@pulse/web..."

FROM node:26-bookworm-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOSTNAME=0.0.0.0 PORT=3000
WORKDIR /pulse
COPY --from=build /pulse /pulse
USER node
WORKDIR /pulse/apps/web
EXPOSE 3000
CMD ["node", "node_modules/next/dist/bin/next", "start"]
