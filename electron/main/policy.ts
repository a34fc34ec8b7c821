/** The page's content security policy: everything from the app itself, nothing from anywhere else; the hub is reached through the app's scheme. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  // PINs are checked offline by argon2 in WebAssembly.
  "script-src 'self' 'wasm-unsafe-eval'",
  // The components set styles on elements.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
