import { describeConnector } from './connector.contract.ts'
import { woocommerceSample } from './samples/woocommerce.ts'

describeConnector(woocommerceSample)
