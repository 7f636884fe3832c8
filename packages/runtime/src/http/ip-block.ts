import ipaddr from "ipaddr.js";

/** An address in its plain form: an IPv4 address mapped into IPv6 becomes IPv4 again. */
export function plainAddress(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : address;
}

/**
 * The network an address belongs to, as one customer of a provider usually holds it: /24 of IPv4, /48 of
 * IPv6. Limits count by it, so that changing the last digits escapes none.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  const kept = parsed.kind() === "ipv4" ? 3 : 6;
  return `${parsed.kind()}:${parsed.toByteArray().slice(0, kept).join(".")}`;
}
