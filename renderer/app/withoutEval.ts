import { config } from 'zod/mini'

// Zod tries whether it may make code at run time; the content security policy forbids that and would report each try.
config({ jitless: true })
