import { type MetadataRoute } from "next";
import { readConfig } from "../config.ts";

export const dynamic = "force-dynamic";

/** What search engines may read: the public pages. */
export default function robots(): MetadataRoute.Robots {
  const { publicOrigin } = readConfig();
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: [
        "/api/",
        "/gateway/",
        "/sign-in",
        "/en/sign-in",
        "/chat",
        "/en/chat",
        "/settings",
        "/en/settings",
        "/usage",
        "/en/usage",
      ],
    },
    sitemap: `${publicOrigin}/sitemap.xml`,
  };
}
