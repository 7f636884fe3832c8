import { type MetadataRoute } from "next";
import arabic from "../../messages/ar.json";

// The system paints these before any style sheet is read: the page's surface and accent as sRGB.
const surface = "#fbfaf7";
const accent = "#00687a";

/** Lets a phone install Pulse; Arabic is the app's own language. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: arabic.site.name,
    short_name: arabic.site.name,
    description: arabic.site.description,
    lang: "ar",
    dir: "rtl",
    start_url: "/chat",
    scope: "/",
    display: "standalone",
    background_color: surface,
    theme_color: accent,
    icons: [
      { src: "/icons/icon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      {
        src: "/icons/icon-maskable-512.png",
        sizes: "512x512",
        type: "image/png",
        purpose: "maskable",
      },
    ],
  };
}
