import { describeConnector } from './connector.contract.ts'
import { shopifySample } from './samples/shopify.ts'

describeConnector(shopifySample)
