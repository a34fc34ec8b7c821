import type { Connector, ConnectorKind } from './connector.ts'
import { shopify } from './shopify.ts'
import { woocommerce } from './woocommerce.ts'

/** Every sort of shop; the compiler names one that is missing. */
export const connectors: { readonly [K in ConnectorKind]: Connector } = { woocommerce, shopify }
