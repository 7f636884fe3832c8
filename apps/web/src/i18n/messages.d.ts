import { type ErrorCode } from "@pulse/contracts/errors";
import { type Locale } from "@pulse/contracts/locales";
import type arabic from "../../messages/ar.json";

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof arabic & { errors: Record<ErrorCode, string> };
  }
}
