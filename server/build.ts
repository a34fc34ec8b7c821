import { bundleHub } from './bundle.ts'

const began = performance.now()
const isNew = await bundleHub()
console.log(isNew ? `hub: built in ${((performance.now() - began) / 1000).toFixed(1)} s` : 'hub: up to date')
